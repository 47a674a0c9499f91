import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Who each ticket is for, what it costs, and how to pay. */
export class Review extends Component {
    static template = "ticket_pos.KioskReview";
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }

    get shop() {
        return this.model.shop;
    }

    get methods() {
        return this.model.status.payments;
    }

    wording({ kind }) {
        return kind === "online" ? _t("Pay with your phone") : _t("Pay by card");
    }

    icon({ kind }) {
        return kind === "online" ? "fa-qrcode" : "fa-credit-card";
    }
}
