import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** Front and back, and which ticket fills the face. */
export class CanvasHead extends Component {
    static template = "ticket_sale.FaceCanvasHead";
    static props = { editor: Object, onSample: Function };

    setup() {
        this.face = useEditor(this.props.editor);
        this.dialog = useService("dialog");
    }

    get languages() {
        return [
            ["en_US", "English"],
            ["zh_CN", "中文"],
        ];
    }

    get sample() {
        const { ticket, kind } = this.face.state.sample;
        return ticket ? String(ticket) : kind;
    }

    get lang() {
        return this.face.state.sample.lang;
    }

    choose(ev) {
        const { value } = ev.target;
        const isKind = ["usual", "long"].includes(value);
        this.props.onSample({ ticket: isKind ? 0 : Number(value), kind: isKind ? value : "usual" });
    }

    chooseLang(lang) {
        this.props.onSample({ lang });
    }

    removeBack() {
        const { editor } = this.props;
        if (!editor.doc.elements("back").length) {
            editor.commands.removeBack();
            return;
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Remove the back side"),
            body: _t("All that is on it goes with it. You can undo that."),
            confirmLabel: _t("Remove"),
            confirm: () => editor.commands.removeBack(),
            cancel: () => {},
        });
    }
}
