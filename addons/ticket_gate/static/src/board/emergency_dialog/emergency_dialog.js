import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** One decision, in two large buttons: is it real? */
export class EmergencyDialog extends Component {
    static template = "ticket_gate.EmergencyDialog";
    static components = { Dialog };
    static props = { venue: Object, active: String, raise: Function, close: Function };

    setup() {
        this.state = useState({ message: "", busy: false });
    }

    async raise(kind) {
        this.state.busy = true;
        try {
            await this.props.raise(kind, this.state.message);
            this.props.close();
        } finally {
            this.state.busy = false;
        }
    }
}
