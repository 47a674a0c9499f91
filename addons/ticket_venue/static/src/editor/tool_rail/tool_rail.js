import { Component } from "@odoo/owl";
import { useEditor } from "../use_editor.js";

/** The tools, from top to bottom in the order a hall is drawn. */
export class ToolRail extends Component {
    static template = "ticket_venue.ToolRail";
    static props = { editor: Object, tools: Array };

    setup() {
        this.plan = useEditor(this.props.editor);
    }

    get current() {
        return this.plan.state.tool;
    }

    title({ name, key }) {
        return `${name} (${key})`;
    }
}
