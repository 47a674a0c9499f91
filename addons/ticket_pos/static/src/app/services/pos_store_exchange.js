import { PosStore } from "@point_of_sale/app/services/pos_store";
import { whyNotExchange } from "@ticket_pos/app/services/ticket_exchange";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    /** An exchange is paid when there are as many new seats as old ones. */
    async pay() {
        const order = this.getOrder();
        const why = order?.isTicketExchange ? whyNotExchange(order, this) : "";
        if (why) {
            this.notification.add(why, { type: "warning" });
            return;
        }
        return super.pay(...arguments);
    },
});
