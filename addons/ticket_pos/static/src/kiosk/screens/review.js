import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { VoucherList } from "../components/voucher_list";

/** Who each ticket is for, what it costs, and how to pay. */
export class Review extends Component {
    static template = "ticket_pos.KioskReview";
    static components = { VoucherList };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }

    get shop() {
        return this.model.shop;
    }

    /** With a voucher, only what can take a part of the price. */
    get methods() {
        const { payments } = this.model.status;
        const isPart = this.shop.cart.due !== this.shop.cart.total;
        return payments.filter((method) => !isPart || method.part);
    }

    wording({ kind }) {
        return kind === "online" ? _t("Pay with your phone") : _t("Pay by card");
    }

    icon({ kind }) {
        return kind === "online" ? "fa-qrcode" : "fa-credit-card";
    }
}
