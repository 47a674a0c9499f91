import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(PosOrderline.prototype, {
    /** A line that makes tickets of this order cheaper, or takes that back. */
    get isTicketDiscount() {
        return Boolean(this.ticket_reward);
    },
    get orderDisplayProductName() {
        const name = super.orderDisplayProductName;
        return this.isTicketDiscount ? { ...name, name: this.ticket_reward.name } : name;
    },
    getDisplayClasses() {
        return { ...super.getDisplayClasses(), "fst-italic text-success": this.isTicketDiscount };
    },
    canBeMergedWith(orderline) {
        return (
            !this.isTicketDiscount &&
            !orderline.isTicketDiscount &&
            super.canBeMergedWith(...arguments)
        );
    },
    ignoreLoyaltyPoints() {
        return this.isTicketDiscount || super.ignoreLoyaltyPoints(...arguments);
    },
    setQuantity() {
        if (!this.isTicketDiscount || this.qty === 0) {
            return super.setQuantity(...arguments);
        }
        return {
            title: _t("This discount belongs to the tickets"),
            body: _t("It changes by itself when the tickets or the customer change."),
        };
    },
});
