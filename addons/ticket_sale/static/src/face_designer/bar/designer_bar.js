import { Component, useRef, useState } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";

/** Name, undo and redo, how to look at the ticket, what is wrong, and saving. */
export class DesignerBar extends Component {
    static template = "ticket_sale.FaceDesignerBar";
    static props = {
        editor: Object,
        store: Object,
        panel: String,
        onBack: Function,
        onPanel: Function,
        onSave: Function,
        onGallery: Function,
        onImport: Function,
        onExport: Function,
        onHelp: Function,
    };

    setup() {
        this.face = useEditor(this.props.editor);
        this.saving = useState(this.props.store.state);
        this.file = useRef("file");
    }

    get modes() {
        return [
            { code: "design", name: _t("Design"), icon: "fa-pencil" },
            { code: "thermal", name: _t("Thermal"), icon: "fa-print" },
            { code: "pdf", name: _t("PDF"), icon: "fa-file-pdf-o" },
            { code: "phone", name: _t("Phone"), icon: "fa-mobile" },
        ];
    }

    get undoTitle() {
        const { undoLabel } = this.face.doc;
        return undoLabel ? _t("Undo: %(step)s (Ctrl+Z)", { step: undoLabel }) : _t("Undo (Ctrl+Z)");
    }

    get redoTitle() {
        const { redoLabel } = this.face.doc;
        return redoLabel
            ? _t("Redo: %(step)s (Ctrl+Shift+Z)", { step: redoLabel })
            : _t("Redo (Ctrl+Shift+Z)");
    }

    get isUnsaved() {
        return this.face.state.version && (this.saving.renamed || this.props.store.isUnsaved);
    }

    get savedText() {
        if (this.saving.isSaving) {
            return _t("Saving…");
        }
        if (this.isUnsaved) {
            return this.saving.faceId ? _t("Changes not saved") : _t("Not saved yet");
        }
        return this.saving.faceId ? _t("Saved") : "";
    }

    get trouble() {
        const { problems } = this.face.state;
        const errors = problems.filter(({ level }) => level === "error").length;
        return { errors, count: errors || problems.length };
    }

    /** Each letter is kept: a drawing that arrives meanwhile writes the field anew. */
    rename(ev) {
        this.props.store.rename({ name: ev.target.value });
    }

    onNameKey(ev) {
        if (ev.key === "Enter") {
            ev.target.blur();
        }
    }

    async chosen(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (file) {
            await this.props.onImport(file);
        }
    }
}
