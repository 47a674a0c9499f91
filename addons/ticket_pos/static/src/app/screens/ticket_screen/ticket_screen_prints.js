import { TicketScreen } from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import { TicketOrderPrints } from "@ticket_pos/app/components/ticket_order_prints/ticket_order_prints";
import { patch } from "@web/core/utils/patch";

patch(TicketScreen.prototype, {
    /** Show how the tickets of the chosen order were printed. */
    openTicketPrints() {
        this.dialog.add(TicketOrderPrints, { orderId: this.getSelectedOrder().id });
    },
});
