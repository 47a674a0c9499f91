import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { EditorFields } from "../fields/editor_fields.js";
import { PictureOptions } from "../picture_options/picture_options.js";
import { useEditor } from "../use_editor.js";

const NEW = 0;

/** What the tool in hand does, and how: the panel beside the rail. */
export class ToolOptions extends Component {
    static template = "ticket_venue.ToolOptions";
    static components = { EditorFields, PictureOptions };
    static props = { editor: Object, tools: Array, store: Object };

    setup() {
        this.plan = useEditor(this.props.editor);
    }

    get tool() {
        const { tool } = this.plan.state;
        return this.props.tools.find(({ code }) => code === tool);
    }

    get fields() {
        const kinds = this.props.editor.kinds.map(({ code, name }) => [code, name]);
        return this.tool.options.map((field) =>
            field.choices === "kinds" ? { ...field, choices: kinds } : field,
        );
    }

    get values() {
        return { ...this.plan.state.options[this.plan.state.tool] };
    }

    get sectionFields() {
        const sections = this.plan.doc.orderedSections
            .filter(({ kind }) => kind === "seated")
            .map(({ id, name }) => [id, name]);
        const fields = [
            {
                name: "section",
                label: _t("Seats go to section"),
                type: "list",
                choices: [...sections, [NEW, _t("New section…")]],
            },
        ];
        if (!this.plan.state.section) {
            fields.push({
                name: "newSection",
                label: _t("Name of the section"),
                type: "text",
                placeholder: this.props.editor.freeName(_t("Stalls")),
            });
        }
        return sections.length ? fields : fields.slice(1);
    }

    get sectionValues() {
        const { section, newSection } = this.plan.state;
        return { section, newSection };
    }

    setSection(name, value) {
        this.props.editor.state[name] = value;
    }

    set(name, value) {
        this.props.editor.setOption(this.tool.code, name, value);
    }
}
