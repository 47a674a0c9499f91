import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** Which of a line's tickets does the customer give back? */
export class TicketRefundDialog extends Component {
    static template = "ticket_pos.TicketRefundDialog";
    static components = { Dialog };
    static props = {
        tickets: {
            type: Array,
            element: {
                type: Object,
                shape: { id: Number, number: String, label: String, used: Boolean },
            },
        },
        count: Number,
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.state = useState({ chosen: new Set() });
    }

    toggle(ticketId) {
        if (!this.state.chosen.delete(ticketId)) {
            this.state.chosen.add(ticketId);
        }
    }

    get complete() {
        return this.state.chosen.size === this.props.count;
    }

    confirm() {
        this.props.getPayload([...this.state.chosen]);
        this.props.close();
    }
}
