import { Component, onWillUpdateProps, useState } from "@odoo/owl";

/** "The best 3 in this zone": asks for seats together; a standing area has its own form. */
export class BestSeats extends Component {
    static template = "ticket_website.BestSeats";
    static props = {
        zones: Array,
        areas: Array,
        shown: Array,
        limit: Number,
        busy: Boolean,
        onTake: Function,
        onArea: Function,
    };

    setup() {
        this.state = useState({ count: Math.min(2, this.props.limit), where: "" });
        onWillUpdateProps(({ shown, zones }) => {
            if (shown !== this.props.shown) {
                this.state.where = shown.length === 1 ? `zone-${zones[shown[0]].id}` : "";
            }
        });
    }

    step(by) {
        this.state.count = Math.min(this.props.limit, Math.max(1, this.state.count + by));
    }

    onWhere(ev) {
        const [kind, id] = ev.target.value.split("-");
        if (kind === "area") {
            this.props.onArea(Number(id));
        } else {
            this.state.where = ev.target.value;
        }
    }

    take() {
        const [, id] = this.state.where.split("-");
        this.props.onTake({
            count: this.state.count,
            zone_id: id ? Number(id) : false,
            section_id: false,
        });
    }
}
