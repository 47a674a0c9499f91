import { OrderSummary } from "@point_of_sale/app/screens/product_screen/order_summary/order_summary";
import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";

patch(OrderSummary.prototype, {
    /** A long press edits a product; tickets are edited on the map. */
    async onOrderlineLongPress(ev, orderline) {
        if (orderline.isTicketLine) {
            return this.pos.openSeats();
        }
        return super.onOrderlineLongPress(...arguments);
    },
    async setLinePrice(line) {
        if (line.isTicketLine) {
            this.numberBuffer.reset();
            return this.dialog.add(AlertDialog, {
                title: _t("Ticket prices are fixed"),
                body: _t("The price comes from the price plan and the customer's membership."),
            });
        }
        return super.setLinePrice(...arguments);
    },
});
