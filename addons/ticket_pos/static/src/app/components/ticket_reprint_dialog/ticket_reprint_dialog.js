import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** Why is it printed once more? The answer stays with the copy. */
export class TicketReprintDialog extends Component {
    static template = "ticket_pos.TicketReprintDialog";
    static components = { Dialog };
    static props = {
        label: String,
        reasons: {
            type: Array,
            element: {
                type: Object,
                shape: { id: Number, name: String, is_spoiled: Boolean },
            },
        },
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.state = useState({ reasonId: null, note: "" });
    }

    get chosen() {
        return this.props.reasons.find(({ id }) => id === this.state.reasonId);
    }

    confirm() {
        this.props.getPayload({ reasonId: this.state.reasonId, note: this.state.note.trim() });
        this.props.close();
    }
}
