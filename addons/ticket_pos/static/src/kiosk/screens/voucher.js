import { Component, useState } from "@odoo/owl";
import { Keypad } from "../components/keypad";
import { VoucherList } from "../components/voucher_list";

const SHORTEST = 3;

/** A voucher: its code is scanned or typed. */
export class Voucher extends Component {
    static template = "ticket_pos.KioskVoucher";
    static components = { Keypad, VoucherList };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.state = useState({ code: "" });
    }

    get isWhole() {
        return this.state.code.length >= SHORTEST;
    }

    /** The next one is entered anew; a refused code stays to be put right. */
    async redeem() {
        if (await this.model.desk.redeem(this.state.code)) {
            this.state.code = "";
        }
    }

    back() {
        const { shop } = this.model;
        return shop.count ? this.model.go("review") : this.model.leave("cancelled");
    }

    get canGoOn() {
        const { shop } = this.model;
        return !shop.count && shop.vouchers.length;
    }
}
