import { Component, useEffect, useRef } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { ShortcutSheet } from "@ticket_pos/app/components/shortcut_sheet/shortcut_sheet";
import {
    allDeskActions,
    keyLabel,
    shownDeskActions,
} from "@ticket_pos/app/services/ticket_desk_actions";
import { isMacOS } from "@web/core/browser/feature_detection";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { SIZES } from "@web/core/ui/ui_service";
import { useService } from "@web/core/utils/hooks";

const BUTTONS = 5;
const BUTTONS_NARROW = 3;
const BUTTONS_SMALL = 2;

/** The row of acts under the map: the first as buttons, the others under "More". */
export class DeskActions extends Component {
    static template = "ticket_pos.DeskActions";
    static components = { Dropdown, DropdownItem };
    static props = {};

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.dialog = useService("dialog");
        this.hotkey = useService("hotkey");
        this.root = useRef("root");
        useEffect(
            () => this.listen(),
            () => [],
        );
    }

    get actions() {
        return shownDeskActions(this.pos);
    }

    get buttonCount() {
        if (this.ui.isSmall) {
            return BUTTONS_SMALL;
        }
        return this.ui.size <= SIZES.LG ? BUTTONS_NARROW : BUTTONS;
    }

    get buttons() {
        return this.actions.slice(0, this.buttonCount);
    }

    get others() {
        return this.actions.slice(this.buttonCount);
    }

    keyOf(action) {
        return action.shortcut ? keyLabel(action.shortcut, isMacOS()) : "";
    }

    titleOf(action) {
        return [action.label.toString(), this.keyOf(action)].filter(Boolean).join(" · ");
    }

    /** Every act has its key at all times, also under "More". */
    listen() {
        const ends = allDeskActions()
            .filter((action) => action.shortcut)
            .reverse() // of two on one key the first of the screen wins
            .map((action) =>
                this.hotkey.add(action.shortcut, () => this.run(action), {
                    bypassEditableProtection: true,
                    isAvailable: () => action.isShown?.(this.pos) ?? true,
                    withOverlay: () => this.root.el?.querySelector(`[data-act="${action.name}"]`),
                }),
            );
        return () => ends.forEach((end) => end());
    }

    run(action) {
        return action.run({ pos: this.pos, dialog: this.dialog, env: this.env });
    }

    openSheet() {
        this.dialog.add(ShortcutSheet, { pos: this.pos });
    }
}
