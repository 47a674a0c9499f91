import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useEditor } from "../use_editor.js";

/** Align, distribute, mirror, turn, copy and delete, as buttons. */
export class ArrangeButtons extends Component {
    static template = "ticket_venue.ArrangeButtons";
    static props = { editor: Object };

    setup() {
        this.plan = useEditor(this.props.editor);
    }

    get groups() {
        const { commands, copies } = this.props.editor;
        const { seats } = this.plan.selection;
        const align = [
            act("left", _t("Align left"), () => commands.align("left")),
            act("right", _t("Align right"), () => commands.align("right")),
            act("top", _t("Align at the top"), () => commands.align("top")),
            act("bottom", _t("Align at the bottom"), () => commands.align("bottom")),
            act("straight", _t("Straighten each row"), () => commands.align("rows")),
            act("spread_x", _t("Equal gaps across"), () => commands.distribute("x")),
            act("spread_y", _t("Equal gaps down"), () => commands.distribute("y")),
        ];
        const turn = [
            act("mirror_x", _t("Swap left and right"), () => commands.mirror("x")),
            act("mirror_y", _t("Swap top and bottom"), () => commands.mirror("y")),
            act("turn_left", _t("Turn 15° to the left"), () => commands.rotate(-15)),
            act("turn_right", _t("Turn 15° to the right"), () => commands.rotate(15)),
        ];
        const copy = [
            act("duplicate", _t("Duplicate (Ctrl+D)"), () => copies.duplicate(), _t("Duplicate")),
            act(
                "half",
                _t("A mirrored copy on the other side of the stage's middle"),
                () => copies.mirrorCopy(),
                _t("Mirrored copy"),
            ),
            act("delete", _t("Delete (Del)"), () => commands.remove(), _t("Delete")),
        ];
        return [
            { name: _t("Align"), buttons: align, isShown: seats.size > 1 },
            { name: _t("Turn"), buttons: turn, isShown: true },
            { name: _t("Copy"), buttons: copy, isShown: true },
        ].filter(({ isShown }) => isShown);
    }
}

function act(icon, title, action, name) {
    return { icon, title, act: action, name };
}
