import { Component } from "@odoo/owl";
import { keyLabel, shownDeskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { isMacOS } from "@web/core/browser/feature_detection";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/**
 * Keys that are no act: `{ group, keys, label, sequence }`, all text lazy; `keys` is one
 * of Odoo's hotkeys, or an array of labels to stand as they are.
 */
export const deskKeys = registry.category("ticket_desk_keys");

/** All keys of the seat screen on one page. */
export class ShortcutSheet extends Component {
    static template = "ticket_pos.ShortcutSheet";
    static components = { Dialog };
    static props = { pos: Object, close: Function };

    get groups() {
        const groups = new Map();
        const add = (group, row) => {
            const name = group.toString();
            groups.set(name, [...(groups.get(name) || []), row]);
        };
        for (const [name, { group, keys, label }] of deskKeys.getEntries()) {
            add(group, { name, label, keys: this.caps(keys) });
        }
        for (const { name, label, shortcut } of shownDeskActions(this.props.pos)) {
            add(_t("Acts"), { name, label, keys: shortcut ? this.caps(shortcut) : [] });
        }
        return [...groups].map(([name, rows]) => ({ name, rows }));
    }

    caps(keys) {
        return Array.isArray(keys) ? keys : keyLabel(keys, isMacOS()).split(" ");
    }
}
