import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** Which of a line's tickets does the customer give back, and what is kept of them? */
export class TicketRefundDialog extends Component {
    static template = "ticket_pos.TicketRefundDialog";
    static components = { Dialog };
    static props = {
        tickets: {
            type: Array,
            element: {
                type: Object,
                shape: {
                    id: Number,
                    number: String,
                    label: String,
                    used: Boolean,
                    price: Number,
                    fee: Number,
                    fee_unit: Number,
                    refusal: { type: [String, Boolean] },
                },
            },
        },
        count: Number,
        mayWaive: Boolean,
        format: Function,
        getPayload: Function,
        close: Function,
    };

    setup() {
        const free = this.props.tickets.filter((ticket) => !this.isClosed(ticket));
        const all = free.length === this.props.count ? free.map((ticket) => ticket.id) : [];
        this.state = useState({ chosen: new Set(all) });
    }

    /** A manager may take back what the policy does not. */
    isClosed(ticket) {
        return ticket.used || Boolean(ticket.refusal && !this.props.mayWaive);
    }

    toggle(ticketId) {
        if (!this.state.chosen.delete(ticketId)) {
            this.state.chosen.add(ticketId);
        }
    }

    get chosenTickets() {
        return this.props.tickets.filter((ticket) => this.state.chosen.has(ticket.id));
    }

    get fee() {
        return this.chosenTickets.reduce((sum, ticket) => sum + ticket.fee, 0);
    }

    get refusal() {
        return this.props.tickets.find((ticket) => ticket.refusal)?.refusal;
    }

    get complete() {
        return this.state.chosen.size === this.props.count;
    }

    confirm() {
        this.props.getPayload(this.chosenTickets);
        this.props.close();
    }
}
