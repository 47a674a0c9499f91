import { Component, onWillUpdateProps, useState } from "@odoo/owl";

/** "The best 3 in this zone": asks for seats together, or places of a standing area. */
export class BestSeats extends Component {
    static template = "ticket_website.BestSeats";
    static props = {
        zones: Array,
        areas: Array,
        area: Number,
        limit: Number,
        busy: Boolean,
        onTake: Function,
    };

    setup() {
        this.state = useState({ count: Math.min(2, this.props.limit), where: "" });
        onWillUpdateProps(({ area }) => {
            if (area !== this.props.area) {
                this.state.where = `area-${area}`;
            }
        });
    }

    step(by) {
        this.state.count = Math.min(this.props.limit, Math.max(1, this.state.count + by));
    }

    take() {
        const [kind, id] = this.state.where.split("-");
        this.props.onTake({
            count: this.state.count,
            zone_id: kind === "zone" ? Number(id) : false,
            section_id: kind === "area" ? Number(id) : false,
        });
    }
}
