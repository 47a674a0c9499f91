import { Component, useState } from "@odoo/owl";

/** The vouchers in hand: what each pays, and a key to put it back. */
export class VoucherList extends Component {
    static template = "ticket_pos.KioskVoucherList";
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }

    get shop() {
        return this.model.shop;
    }

    /** What it pays of the seats that are chosen; before that, what it would. */
    pays(voucher) {
        return voucher.amount ? this.shop.money(-voucher.amount) : "";
    }
}
