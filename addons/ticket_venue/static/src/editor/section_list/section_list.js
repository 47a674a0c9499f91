import { Component, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { zoneColor } from "../../utils/seat_styles.js";
import { useEditor } from "../use_editor.js";

/** The sections of the hall: names, how many seats, which one is drawn into. */
export class SectionList extends Component {
    static template = "ticket_venue.SectionList";
    static props = { editor: Object };

    setup() {
        this.plan = useEditor(this.props.editor);
        this.dialog = useService("dialog");
        this.local = useState({ renaming: 0 });
        useAutofocus({ selectAll: true });
    }

    get sections() {
        const { geometry } = this.props.editor.drawn;
        return this.plan.doc.orderedSections.map((section, index) => ({
            ...section,
            color: zoneColor(null, index),
            count: section.kind === "standing" ? section.capacity : geometry.sections[index].count,
            isTarget: section.id === this.plan.state.section,
        }));
    }

    choose({ id, kind }) {
        const { editor } = this.props;
        if (kind === "seated") {
            editor.state.section = id;
        }
        editor.choose("select");
        editor.selection.section(id);
        editor.reveal(editor.selection.bounds);
    }

    rename(section, ev) {
        this.local.renaming = 0;
        const name = ev.target.value.trim();
        if (name && name !== section.name) {
            this.props.editor.commands.setSection(section.id, { name });
        }
    }

    onKey(section, ev) {
        if (ev.key === "Enter") {
            this.rename(section, ev);
        } else if (ev.key === "Escape") {
            this.local.renaming = 0;
        }
        ev.stopPropagation();
    }

    add() {
        this.props.editor.commands.addSection(_t("Section"));
        this.local.renaming = this.props.editor.state.section;
    }

    remove({ id, name, count, kind }) {
        const { commands } = this.props.editor;
        if (!count || kind === "standing") {
            commands.removeSection(id);
            return;
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Remove %(section)s", { section: name }),
            body: _t("Its %(count)s seats go with it. You can undo that.", { count }),
            confirmLabel: _t("Remove"),
            confirm: () => commands.removeSection(id),
            cancel: () => {},
        });
    }
}
