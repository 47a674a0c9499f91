import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { seatsOf } from "@ticket_pos/utils/selection";
import { patch } from "@web/core/utils/patch";

patch(PosOrder.prototype, {
    get ticketLines() {
        return this.lines.filter((line) => line.isTicketLine && !line.refunded_orderline_id);
    },
    get ticketSeats() {
        return seatsOf(this.ticketLines.map((line) => line.ticket_selection));
    },
    /** Ticket prices come from the server; a pricelist change asks it again. */
    getLinesToCompute() {
        return super.getLinesToCompute().filter((line) => !line.isTicketLine);
    },
});
