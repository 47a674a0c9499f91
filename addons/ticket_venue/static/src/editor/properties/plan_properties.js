import { Component } from "@odoo/owl";
import { areaCount, seatCount, shapeCount } from "../count_texts.js";
import { useEditor } from "../use_editor.js";
import { ArrangeButtons } from "./arrange_buttons.js";
import { SeatProperties } from "./seat_properties.js";
import { ShapeProperties } from "./shape_properties.js";

/** What is selected, and what can be changed of it. */
export class PlanProperties extends Component {
    static template = "ticket_venue.PlanProperties";
    static components = { ArrangeButtons, SeatProperties, ShapeProperties };
    static props = { editor: Object, onNumber: Function };

    setup() {
        this.plan = useEditor(this.props.editor);
    }

    get title() {
        const { seats, shapes, areas } = this.plan.selection;
        const parts = [
            seats.size && seatCount(seats.size),
            areas.size && areaCount(areas.size),
            shapes.size && shapeCount(shapes.size),
        ];
        return parts.filter(Boolean).join(" · ");
    }
}
