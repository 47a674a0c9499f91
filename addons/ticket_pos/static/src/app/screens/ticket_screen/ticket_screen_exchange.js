import { TicketScreen } from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import { startExchange } from "@ticket_pos/app/services/ticket_exchange";
import { patch } from "@web/core/utils/patch";

patch(TicketScreen.prototype, {
    /** Other seats for tickets of the chosen order. */
    startTicketExchange() {
        return startExchange(this, this.getSelectedOrder());
    },
});
