import { Component, useState } from "@odoo/owl";
import { Keypad } from "../components/keypad";

const SHORTEST = 3;

/** A voucher: its code is scanned or typed. */
export class Voucher extends Component {
    static template = "ticket_pos.KioskVoucher";
    static components = { Keypad };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.state = useState({ code: "" });
    }

    get isWhole() {
        return this.state.code.length >= SHORTEST;
    }
}
