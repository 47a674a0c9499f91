import { Component } from "@odoo/owl";
import { zoneColor } from "../utils/seat_styles.js";

/** What colours and shapes mean; a zone can be singled out. */
export class SeatMapLegend extends Component {
    static template = "ticket_venue.SeatMapLegend";
    static props = {
        zones: Array,
        mode: String,
        shown: Number,
        hasStates: Boolean,
        onToggle: Function,
    };

    get zones() {
        return this.props.zones.map((zone, index) => ({
            index,
            name: zone.name,
            color: zoneColor(zone, index),
            isShown: this.props.shown === index,
        }));
    }
}
