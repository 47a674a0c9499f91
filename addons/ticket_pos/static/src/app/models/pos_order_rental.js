import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { patch } from "@web/core/utils/patch";

patch(PosOrder.prototype, {
    /** Charge and deposit of a loan are settled together: without one, the others go too. */
    removeOrderline(line) {
        const loanId = line.ticket_rental?.loan_id;
        const result = super.removeOrderline(...arguments);
        if (loanId) {
            const others = this.lines.filter((other) => other.ticket_rental?.loan_id === loanId);
            others.forEach((other) => super.removeOrderline(other));
        }
        return result;
    },
    /** A deposit is given back whole, so no promotion of the shop may make it smaller. */
    getOrderlines() {
        const lines = super.getOrderlines(...arguments);
        return this._sparesTickets ? lines.filter((line) => !line.isRentalLine) : lines;
    },
    isLineValidForLoyaltyPoints(line) {
        return !line.isRentalLine && super.isLineValidForLoyaltyPoints(...arguments);
    },
    _get_regular_order_lines() {
        return super._get_regular_order_lines(...arguments).filter((line) => !line.isRentalLine);
    },
});
