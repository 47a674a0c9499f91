import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { formatSeconds } from "../utils/amounts";

/** From here on a customer who is there gets more time by itself. */
const MORE_AT = 120;

/** How long the seats are kept. */
export class TimeLeft extends Component {
    static template = "ticket_pos.KioskTimeLeft";
    static props = { until: Number, onMore: Function };

    setup() {
        this.state = useState({ left: this.measure() });
        onMounted(() => {
            this.ticking = setInterval(() => this.tick(), 1000);
        });
        onWillUnmount(() => clearInterval(this.ticking));
    }

    measure() {
        return Math.max(0, (this.props.until - Date.now()) / 1000);
    }

    tick() {
        this.state.left = this.measure();
        if (this.state.left < MORE_AT && this.askedFor !== this.props.until) {
            this.askedFor = this.props.until;
            this.props.onMore();
        }
    }

    get text() {
        return formatSeconds(this.state.left);
    }
}
