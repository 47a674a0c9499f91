import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";

/** Align, spread, turn, raise, copy and delete, as buttons. */
export class FaceArrange extends Component {
    static template = "ticket_venue.ArrangeButtons";
    static props = { editor: Object };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    get groups() {
        const { commands } = this.props.editor;
        const { size } = this.face.selection;
        const align = (icon, title) => act(icon, title, () => commands.align(icon));
        const spread = [
            act("spread_x", _t("Equal gaps across"), () => commands.distribute("x")),
            act("spread_y", _t("Equal gaps down"), () => commands.distribute("y")),
        ];
        return [
            {
                name: size > 1 ? _t("Align on each other") : _t("Align on the page"),
                buttons: [
                    align("left", _t("Align left")),
                    align("center", _t("Centre across")),
                    align("right", _t("Align right")),
                    align("top", _t("Align at the top")),
                    align("middle", _t("Centre up and down")),
                    align("bottom", _t("Align at the bottom")),
                    ...(size > 2 ? spread : []),
                ],
            },
            {
                name: _t("Order and turn"),
                buttons: [
                    act("to_front", _t("To the front (Ctrl+Shift+])"), () =>
                        commands.raise("front"),
                    ),
                    act("up", _t("Forward (Ctrl+])"), () => commands.raise("up")),
                    act("down", _t("Backward (Ctrl+[)"), () => commands.raise("down")),
                    act("to_back", _t("To the back (Ctrl+Shift+[)"), () => commands.raise("back")),
                    act("turn_left", _t("Turn to the left"), () => commands.turn(-1)),
                    act("turn_right", _t("Turn to the right"), () => commands.turn(1)),
                ],
            },
            {
                name: _t("Copy"),
                buttons: [
                    act(
                        "duplicate",
                        _t("Duplicate (Ctrl+D)"),
                        () => commands.duplicate(),
                        _t("Duplicate"),
                    ),
                    act("delete", _t("Delete (Del)"), () => commands.remove(), _t("Delete")),
                ],
            },
        ];
    }
}

function act(icon, title, action, name) {
    return { icon, title, act: action, name };
}
