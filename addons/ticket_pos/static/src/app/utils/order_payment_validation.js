import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { approveOrder } from "@ticket_pos/app/services/ticket_order_approvals";
import { keepApproval } from "@ticket_pos/app/services/ticket_refund_approval";
import { patch } from "@web/core/utils/patch";

patch(OrderPaymentValidation.prototype, {
    /** A supervisor's approval that has run out is asked for once more. */
    async askBeforeValidation() {
        if ((await super.askBeforeValidation(...arguments)) === false) {
            return false;
        }
        const { pos, order } = this;
        const format = (amount) => pos.env.utils.formatCurrency(amount);
        const screen = { pos, dialog: pos.dialog, format };
        return (await keepApproval(screen, order)) && (await approveOrder(screen, order));
    },
});
