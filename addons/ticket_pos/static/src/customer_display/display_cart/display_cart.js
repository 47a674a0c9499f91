import { Component, useEffect, useRef } from "@odoo/owl";
import { DisplayMap } from "@ticket_pos/customer_display/display_map/display_map";
import { otherLinesOf, seatIdsOf, sessionInFocus, ticketLinesOf } from "@ticket_pos/utils/display";
import { SessionFacts } from "@ticket_pos/customer_display/session_facts/session_facts";
import { seatWords } from "@ticket_pos/customer_display/seat_words";
import { _t } from "@web/core/l10n/translation";

/** The cart as the customer checks it: which seats, when, what they cost. */
export class DisplayCart extends Component {
    static template = "ticket_pos.DisplayCart";
    static components = { DisplayMap, SessionFacts };
    static props = { order: Object, cards: Object, logo: String };

    setup() {
        this.lines = useRef("lines");
        useEffect(
            () => {
                this.lines.el.scrollTop = this.lines.el.scrollHeight;
            },
            () => [this.props.order.lines.length, this.props.order.amount],
        );
    }

    get focusId() {
        return sessionInFocus(this.props.order.lines);
    }

    get card() {
        return this.props.cards[this.focusId];
    }

    /** A hall that is all standing has no seats to show. */
    get hasMap() {
        return Boolean(this.card?.map?.count && this.seatIds.length);
    }

    get seatIds() {
        return seatIdsOf(this.props.order.lines, this.focusId);
    }

    get mapLabel() {
        return _t("Your seats in the hall: %(seats)s", {
            seats: this.tickets.flatMap((line) => line.seats).join("; "),
        });
    }

    get tickets() {
        return ticketLinesOf(this.props.order.lines).map((line) => {
            const { ticket } = line;
            const card = this.props.cards[ticket.session_id];
            const zone = card?.zones.find(({ id }) => id === ticket.zone_id);
            return {
                ...line,
                count: ticket.seats.length,
                type: card?.types[ticket.type_id] || ticket.type,
                zone: zone?.name || ticket.zone,
                color: zone?.color || ticket.color,
                session: ticket.session_id === this.focusId ? "" : card?.show || ticket.session,
                seats: seatWords(card, ticket.seats),
            };
        });
    }

    get others() {
        return otherLinesOf(this.props.order.lines);
    }
}
