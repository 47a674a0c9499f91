import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { priceOf, typesOfZone } from "../../utils/basket.js";
import { _t } from "../words.js";

/** Places without numbers: how many of each ticket type, and what they cost together. */
export class AreaTickets extends Component {
    static template = "ticket_website.AreaTickets";
    static props = {
        area: Object,
        offer: Object,
        limit: Number,
        busy: Boolean,
        money: Function,
        onTake: Function,
        onClose: { type: Function, optional: true },
        waiting: { type: String, optional: true },
    };

    setup() {
        this.state = useState({ counts: this.noCounts(this.props) });
        onWillUpdateProps((next) => {
            if (next.area.id !== this.props.area.id) {
                this.state.counts = this.noCounts(next);
            }
        });
    }

    noCounts(props) {
        return Object.fromEntries(this.typesOf(props).map(({ id }) => [id, 0]));
    }

    zoneOf({ area, offer }) {
        return offer.zones.find(({ id }) => id === area.zone_id);
    }

    typesOf(props) {
        return typesOfZone(props.offer, this.zoneOf(props));
    }

    get types() {
        return this.typesOf(this.props);
    }

    priceOf(type) {
        return priceOf(this.zoneOf(this.props), type.id);
    }

    get count() {
        return Object.values(this.state.counts).reduce((sum, count) => sum + count, 0);
    }

    get most() {
        return Math.min(this.props.limit, this.props.area.left);
    }

    get amount() {
        const { digits } = this.props.offer.currency;
        const sum = this.types.reduce(
            (amount, type) => amount + this.state.counts[type.id] * this.priceOf(type),
            0,
        );
        return Number(sum.toFixed(digits));
    }

    get leftText() {
        const { left } = this.props.area;
        return left ? _t("%(count)s left", { count: left }) : _t("Sold out");
    }

    lessLabel({ name }) {
        return _t("One %(type)s less", { type: name });
    }

    moreLabel({ name }) {
        return _t("One %(type)s more", { type: name });
    }

    step(type, by) {
        const count = this.state.counts[type.id] + by;
        if (count >= 0 && (by < 0 || this.count < this.most)) {
            this.state.counts[type.id] = count;
        }
    }

    take() {
        const wanted = Object.entries(this.state.counts).filter(([, count]) => count);
        this.props.onTake(this.props.area.id, Object.fromEntries(wanted));
    }
}
