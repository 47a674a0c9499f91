import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";

/** All keys on one sheet. */
export class ShortcutSheet extends Component {
    static template = "ticket_venue.ShortcutSheet";
    static props = { tools: Array, close: Function };

    setup() {
        useAutofocus({ refName: "close" });
    }

    get groups() {
        return [
            { name: _t("Tools"), keys: this.props.tools.map(({ key, name }) => [key, name]) },
            {
                name: _t("Select"),
                keys: [
                    [_t("Click"), _t("A seat; with Shift more of them")],
                    [_t("Double-click"), _t("The whole row; a third click the section")],
                    [_t("Drag"), _t("A box around seats")],
                    ["Ctrl+A", _t("Everything")],
                    ["Ctrl+I", _t("Invert")],
                    ["Esc", _t("Nothing, and back to the Select tool")],
                ],
            },
            {
                name: _t("Change"),
                keys: [
                    ["Ctrl+Z", _t("Undo, without limit")],
                    ["Ctrl+Shift+Z", _t("Redo")],
                    ["Ctrl+C, Ctrl+V", _t("Copy and paste")],
                    ["Ctrl+D", _t("Duplicate")],
                    [_t("Ctrl+drag"), _t("Drag a copy")],
                    ["← ↑ → ↓", _t("Move by 10 cm; with Shift 1 m, with Alt 1 cm")],
                    [_t("Alt while dragging"), _t("Do not snap")],
                    [_t("Shift while turning"), _t("Steps of 15°")],
                    ["Del", _t("Delete")],
                ],
            },
            {
                name: _t("View"),
                keys: [
                    [_t("Wheel, + and −"), _t("Zoom")],
                    [_t("Space and drag"), _t("Move the view")],
                    ["0", _t("The whole map")],
                    ["?", _t("This sheet")],
                ],
            },
        ];
    }
}
