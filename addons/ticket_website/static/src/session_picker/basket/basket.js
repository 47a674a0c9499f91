import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatRest } from "../../utils/clock.js";

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
    };

    setup() {
        this.model = useState(this.props.model);
        this.clock = useState(this.props.clock);
        this.state = useState({ open: false });
    }

    get count() {
        const count = this.model.choices.length;
        return count === 1 ? _t("1 seat") : _t("%(count)s seats", { count });
    }

    get rest() {
        return formatRest(this.clock.rest);
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
