import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { PosStore } from "@point_of_sale/app/services/pos_store";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    get ticketPackages() {
        return this.env.services.ticket_package;
    },
    async pay() {
        if (!(await this.ticketPackages.secure(this.getOrder()))) {
            return;
        }
        return super.pay(...arguments);
    },
});

patch(OrderPaymentValidation.prototype, {
    async isOrderValid() {
        return (
            (await super.isOrderValid(...arguments)) &&
            (await this.pos.ticketPackages.secure(this.order))
        );
    },
});
