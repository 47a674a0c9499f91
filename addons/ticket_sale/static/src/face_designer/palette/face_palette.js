import { Component } from "@odoo/owl";
import { FieldPicker } from "../field_picker/field_picker.js";

/** What can be put on a ticket: a click puts it where there is room, a drag where it falls. */
export class FacePalette extends Component {
    static template = "ticket_sale.FacePalette";
    static components = { FieldPicker };
    static props = { editor: Object, kinds: Array };

    add(type) {
        this.props.editor.setMode("design");
        this.props.editor.commands.add(type);
    }

    addField(field) {
        this.props.editor.setMode("design");
        this.props.editor.commands.addField(field);
    }

    drag(type, ev) {
        ev.dataTransfer.setData("ticket/element", JSON.stringify({ type }));
        ev.dataTransfer.effectAllowed = "copy";
    }
}
