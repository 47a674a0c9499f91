import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { patch } from "@web/core/utils/patch";

patch(OrderPaymentValidation.prototype, {
    /** The last look before the order is final: every seat is still ours. */
    async isOrderValid() {
        if (!(await super.isOrderValid(...arguments))) {
            return false;
        }
        if (!this.order.ticketLines.length) {
            return true;
        }
        return this.pos.ticketDesk.cart.secure(this.order);
    },
});
