import { ShortcutSheet } from "@ticket_venue/editor/shortcuts/shortcut_sheet";
import { _t } from "@web/core/l10n/translation";

/** All keys of the designer on one sheet. */
export class DesignerShortcuts extends ShortcutSheet {
    get groups() {
        return [
            { name: _t("Add"), keys: this.props.tools.map(({ key, label }) => [key, label]) },
            {
                name: _t("Select"),
                keys: [
                    [_t("Click"), _t("An element; with Shift more of them")],
                    [_t("Drag"), _t("A box around elements")],
                    ["Tab", _t("The next element; with Shift the one before")],
                    ["Ctrl+A", _t("Everything on this side")],
                    [_t("Double-click"), _t("Write its text; Enter does it, too")],
                    ["Esc", _t("Nothing")],
                ],
            },
            {
                name: _t("Edit"),
                keys: [
                    ["Ctrl+Z", _t("Undo, without limit")],
                    ["Ctrl+Shift+Z", _t("Redo")],
                    ["Ctrl+C, Ctrl+V", _t("Copy and paste")],
                    ["Ctrl+D", _t("Duplicate")],
                    [_t("Ctrl+drag"), _t("Drag a copy")],
                    ["← ↑ → ↓", _t("Move by 1 mm; with Alt 0.1 mm, with Shift 10 mm")],
                    [_t("Alt while dragging"), _t("Do not snap")],
                    [
                        _t("Shift while dragging"),
                        _t("Straight on; at a corner: keep the proportions"),
                    ],
                    ["Ctrl+]  Ctrl+[", _t("Forward and backward")],
                    ["Del", _t("Delete")],
                    ["Ctrl+S", _t("Save")],
                ],
            },
            {
                name: _t("View"),
                keys: [
                    [_t("Wheel, + and −"), _t("Zoom")],
                    [_t("Space and drag"), _t("Move the view")],
                    ["0", _t("The whole page")],
                    ["?", _t("This sheet")],
                ],
            },
        ];
    }
}
