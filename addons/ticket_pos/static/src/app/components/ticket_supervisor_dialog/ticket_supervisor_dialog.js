import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"];
const LONGEST = 12;

/** A supervisor comes to the cashier's till, reads what is asked, and types the PIN. */
export class TicketSupervisorDialog extends Component {
    static template = "ticket_pos.TicketSupervisorDialog";
    static components = { Dialog };
    static props = {
        summary: String,
        supervisors: {
            type: Array,
            element: { type: Object, shape: { id: Number, name: String } },
        },
        /** (supervisor's id, PIN) => {token, message} */
        approve: Function,
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.keys = KEYS;
        this.input = useAutofocus({ refName: "pin", mobile: true });
        const [first, ...others] = this.props.supervisors;
        this.state = useState({
            supervisorId: others.length ? null : first.id,
            pin: "",
            message: "",
            busy: false,
        });
    }

    get ready() {
        return Boolean(this.state.supervisorId && this.state.pin && !this.state.busy);
    }

    choose(supervisorId) {
        Object.assign(this.state, { supervisorId, pin: "", message: "" });
        this.input.el.focus();
    }

    /** The field keeps the focus: a PIN typed on a keyboard goes nowhere else. */
    touch(key) {
        const { pin } = this.state;
        this.state.pin = key === "⌫" ? pin.slice(0, -1) : (pin + key).slice(0, LONGEST);
        this.input.el.focus();
    }

    type(ev) {
        this.state.pin = ev.target.value.replace(/\D/g, "").slice(0, LONGEST);
        ev.target.value = this.state.pin;
    }

    async confirm() {
        if (!this.ready) {
            return;
        }
        const { supervisorId, pin } = this.state;
        Object.assign(this.state, { busy: true, pin: "", message: "" });
        try {
            const { token, message } = await this.props.approve(supervisorId, pin);
            if (token) {
                this.props.getPayload(token);
                this.props.close();
                return;
            }
            this.state.message = message;
        } finally {
            this.state.busy = false;
        }
        this.input.el.focus();
    }
}
