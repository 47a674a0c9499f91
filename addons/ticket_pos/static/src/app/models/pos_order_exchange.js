import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { patch } from "@web/core/utils/patch";

patch(PosOrder.prototype, {
    /** An order that takes tickets back and sells as many others. */
    get isTicketExchange() {
        return Boolean(this.ticket_is_exchange);
    },
    get ticketReturnLines() {
        return this.lines.filter((line) => line.ticket_refund?.length);
    },
    get returnedTicketIds() {
        const { ticketExchange } = this.uiState;
        return (
            ticketExchange?.ticketIds ||
            this.ticketReturnLines.flatMap((line) => line.ticket_refund)
        );
    },
    /** The new tickets of an exchange are no sale in a refund. */
    isSaleDisallowed() {
        return !this.isTicketExchange && super.isSaleDisallowed(...arguments);
    },
});
