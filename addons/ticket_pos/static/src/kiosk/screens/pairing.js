import { Component, useState } from "@odoo/owl";
import { Keypad } from "../components/keypad";

const CODE_LENGTH = 10;

/** The screen is no kiosk yet: somebody types the code from the back office. */
export class Pairing extends Component {
    static template = "ticket_pos.KioskPairing";
    static components = { Keypad };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.state = useState({ code: "" });
    }

    get isWhole() {
        return this.state.code.replace(/[^0-9a-z]/gi, "").length >= CODE_LENGTH;
    }

    pair() {
        return this.model.pair(this.state.code);
    }
}
