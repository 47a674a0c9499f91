import { PaymentScreen } from "@point_of_sale/app/screens/payment_screen/payment_screen";
import { patch } from "@web/core/utils/patch";

patch(PaymentScreen.prototype, {
    /** A voucher pays what the server says it pays. */
    async addNewPaymentLine(paymentMethod) {
        if (paymentMethod.ticket_voucher) {
            await this.env.services.ticket_voucher.ask();
            return false;
        }
        return super.addNewPaymentLine(...arguments);
    },
});
