import { Component, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useEditor } from "../use_editor.js";

/** Name, undo and redo, numbering, checks, and whether all is saved. */
export class EditorBar extends Component {
    static template = "ticket_venue.EditorBar";
    static props = {
        editor: Object,
        store: Object,
        panel: String,
        onBack: Function,
        onPanel: Function,
        onHelp: Function,
    };

    setup() {
        this.plan = useEditor(this.props.editor);
        this.saving = useState(this.props.store.state);
    }

    get undoTitle() {
        const { undoLabel } = this.plan.doc;
        return undoLabel ? _t("Undo: %(step)s (Ctrl+Z)", { step: undoLabel }) : _t("Undo (Ctrl+Z)");
    }

    get redoTitle() {
        const { redoLabel } = this.plan.doc;
        return redoLabel
            ? _t("Redo: %(step)s (Ctrl+Shift+Z)", { step: redoLabel })
            : _t("Redo (Ctrl+Shift+Z)");
    }

    get saved() {
        return {
            saved: { icon: "fa-check", text: _t("Saved as draft") },
            dirty: { icon: "fa-circle-o", text: _t("Changes not saved yet") },
            saving: { icon: "fa-refresh fa-spin", text: _t("Saving…") },
            failed: {
                icon: "fa-exclamation-triangle",
                text: this.saving.retry ? _t("Not saved. Trying again…") : _t("Not saved"),
            },
            stale: { icon: "fa-exclamation-triangle", text: _t("Changed by somebody else") },
        }[this.saving.status];
    }

    get isTrouble() {
        return ["failed", "stale"].includes(this.saving.status);
    }

    reload() {
        browser.location.reload();
    }
}
