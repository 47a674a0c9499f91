import { Component } from "@odoo/owl";
import { SessionFacts } from "@ticket_pos/customer_display/session_facts/session_facts";
import { seatWords } from "@ticket_pos/customer_display/seat_words";
import { sessionIdsOf, ticketLinesOf } from "@ticket_pos/utils/display";

/** Paid: thanks, and what the customer does now. */
export class DisplayThanks extends Component {
    static template = "ticket_pos.DisplayThanks";
    static components = { SessionFacts };
    static props = { order: Object, cards: Object };

    get visits() {
        const { cards, order } = this.props;
        return sessionIdsOf(order.lines)
            .filter((id) => cards[id])
            .map((id) => ({
                card: cards[id],
                seats: seatWords(
                    cards[id],
                    ticketLinesOf(order.lines)
                        .filter((line) => line.ticket.session_id === id)
                        .flatMap((line) => line.ticket.seats),
                ),
            }));
    }

    get hasTickets() {
        return ticketLinesOf(this.props.order.lines).length > 0;
    }

    get hasLoan() {
        return this.props.order.lines.some((line) => line.rental === "out");
    }
}
