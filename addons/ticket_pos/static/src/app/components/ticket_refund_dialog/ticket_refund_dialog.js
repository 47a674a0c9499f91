import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

/**
 * Which tickets does the customer give back, and what is kept of them? With `count`, so many
 * of a line; without, as many as are chosen.
 */
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
                    session_id: Number,
                    label: String,
                    used: Boolean,
                    price: Number,
                    fee: Number,
                    fee_unit: Number,
                    refusal: { type: [String, Boolean] },
                },
            },
        },
        count: { type: Number, optional: true },
        proposed: { type: Array, element: Number, optional: true },
        title: { type: String, optional: true },
        confirmLabel: { type: String, optional: true },
        mayWaive: Boolean,
        format: Function,
        getPayload: Function,
        close: Function,
    };

    setup() {
        const free = this.props.tickets.filter((ticket) => !this.isClosed(ticket));
        const wanted = this.props.count ?? (free.length === 1 ? 1 : 0);
        const all = free.length === wanted ? free.map((ticket) => ticket.id) : [];
        const proposed = (this.props.proposed || []).filter((id) =>
            free.some((ticket) => ticket.id === id),
        );
        this.state = useState({ chosen: new Set(proposed.length ? proposed : all) });
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

    get title() {
        return this.props.title || _t("Which tickets are given back?");
    }

    get confirmLabel() {
        return this.props.confirmLabel || _t("Take back");
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
        const { size } = this.state.chosen;
        return size > 0 && size === (this.props.count ?? size);
    }

    confirm() {
        this.props.getPayload(this.chosenTickets);
        this.props.close();
    }
}
