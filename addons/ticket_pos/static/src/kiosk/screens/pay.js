import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { QrCode } from "../components/qr_code";
import { formatSeconds } from "../utils/amounts";

/** Waiting for the money: the terminal beside the screen, or a telephone. */
export class Pay extends Component {
    static template = "ticket_pos.KioskPay";
    static components = { QrCode };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }

    get shop() {
        return this.model.shop;
    }

    get paymentLabel() {
        return _t("Code to pay with your phone");
    }

    /** With one way to pay, there is no other. */
    get backLabel() {
        return this.model.status.payments.length > 1
            ? _t("Pay in another way")
            : _t("Back to your tickets");
    }

    get rest() {
        return formatSeconds(this.shop.payment?.seconds ?? 0);
    }
}
