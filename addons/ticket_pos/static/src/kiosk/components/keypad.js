import { Component } from "@odoo/owl";

const DIGITS = ["123", "456", "789", "0"];
const LETTERS = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-/"];
const LONGEST = 40;

/** Keys to touch: a kiosk has no keyboard. */
export class Keypad extends Component {
    static template = "ticket_pos.KioskKeypad";
    static props = {
        value: String,
        onChange: Function,
        letters: { type: Boolean, optional: true },
    };

    get rows() {
        return (this.props.letters ? LETTERS : DIGITS).map((row) => [...row]);
    }

    press(key) {
        this.props.onChange((this.props.value + key).slice(0, LONGEST));
    }

    erase() {
        this.props.onChange(this.props.value.slice(0, -1));
    }
}
