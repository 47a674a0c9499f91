import { Component, useState } from "@odoo/owl";
import { formatRest } from "../../utils/clock.js";
import { _t } from "../words.js";

/** The chosen seats with their ticket types and what they cost; a bottom sheet on phones. */
export class Basket extends Component {
    static template = "ticket_website.Basket";
    static props = {
        model: Object,
        busy: Boolean,
        clock: Object,
        money: Function,
        onBuy: Function,
        onRelease: Function,
        onRemove: Function,
        onExtend: Function,
        buyText: { type: String, optional: true },
        isWhole: { type: Boolean, optional: true },
        todo: { type: String, optional: true },
    };
    static defaultProps = { buyText: "", isWhole: true, todo: "" };

    setup() {
        this.model = useState(this.props.model);
        this.clock = useState(this.props.clock);
        this.state = useState({ open: false });
    }

    get count() {
        const count = this.model.choices.length;
        return count === 1 ? _t("1 seat") : _t("%(count)s seats", { count });
    }

    /** Whether there is something to choose in the list that is folded on phones. */
    get hasTypes() {
        return this.model.choices.some((choice) => this.model.typesOf(choice).length > 1);
    }

    get rest() {
        return formatRest(this.clock.rest);
    }

    get buyText() {
        return this.props.buyText || _t("Add to cart");
    }

    /** Offered when time grows short, as often as the venue allows. */
    get mayExtend() {
        return this.model.isHeld && this.clock.urgent && this.clock.extensions > 0;
    }

    get extendText() {
        return _t("%(minutes)s more minutes", { minutes: this.clock.minutes });
    }

    get urgentText() {
        return this.clock.urgent && this.model.isHeld ? _t("Less than two minutes are left.") : "";
    }

    typeLabel({ label }) {
        return _t("Ticket type of %(seat)s", { seat: label });
    }

    removeLabel({ label }) {
        return _t("Remove %(seat)s", { seat: label });
    }

    onType(choice, ev) {
        this.model.setType(choice, Number(ev.target.value));
    }
}
