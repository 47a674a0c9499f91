import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(PosOrderline.prototype, {
    /** A deposit or charge of equipment. */
    get isRentalLine() {
        return Boolean(this.ticket_rental?.act);
    },
    get orderDisplayProductName() {
        const name = super.orderDisplayProductName;
        return this.isRentalLine
            ? { ...name, name: `${this.product_id.display_name} · ${this.ticket_rental.label}` }
            : name;
    },
    setFullProductName() {
        super.setFullProductName();
        if (this.isRentalLine) {
            this.full_product_name = `${this.product_id.display_name} · ${this.ticket_rental.label}`;
        }
    },
    canBeMergedWith(orderline) {
        return !this.isRentalLine && !orderline.isRentalLine && super.canBeMergedWith(...arguments);
    },
    ignoreLoyaltyPoints() {
        return this.isRentalLine || super.ignoreLoyaltyPoints(...arguments);
    },
    /** One thing, one line: emptying it removes the line, nothing else changes it. */
    setQuantity(quantity) {
        if (!this.isRentalLine) {
            return super.setQuantity(...arguments);
        }
        if (quantity === "") {
            return this.order_id.removeOrderline(this);
        }
        return {
            title: _t("Each item has a line of its own"),
            body: _t("Scan the next item, or open “Rental”."),
        };
    },
});
