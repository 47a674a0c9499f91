import { ReceiptScreen } from "@point_of_sale/app/screens/receipt_screen/receipt_screen";
import { TicketPrintStatus } from "@ticket_pos/app/components/ticket_print_status/ticket_print_status";
import { patch } from "@web/core/utils/patch";

patch(ReceiptScreen, {
    components: { ...ReceiptScreen.components, TicketPrintStatus },
});

patch(ReceiptScreen.prototype, {
    get hasTickets() {
        return this.currentOrder.isSynced && this.currentOrder.hasTickets;
    },
});
