import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { keepSale } from "@ticket_pos/app/services/ticket_lease_sale";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(OrderPaymentValidation.prototype, {
    get ticketLease() {
        return this.pos.env.services.ticket_lease;
    },
    /** Without the line, or from offline seats: cash only, and no money goes back. */
    async isOrderValid() {
        const needsCash = this.order.ticketLines.length && this.ticketLease.isCashOnly(this.order);
        const isCash = this.paymentLines.every((line) => line.payment_method_id.is_cash_count);
        if (needsCash && !isCash) {
            this.pos.dialog.add(AlertDialog, {
                title: _t("Cash only"),
                body: _t(
                    "Offline seats are paid in cash: nothing else can be checked while the line is down.",
                ),
            });
            return false;
        }
        return super.isOrderValid(...arguments);
    },
    async finalizeValidation() {
        if (this.ticketLease.isLeased(this.order)) {
            await keepSale(this.ticketLease, this.order);
        }
        return super.finalizeValidation(...arguments);
    },
});
