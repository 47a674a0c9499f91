import { PosStore } from "@point_of_sale/app/services/pos_store";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    get ticketRental() {
        return this.env.services.ticket_rental;
    },
    async setDiscountFromUI(line) {
        if (!line.isRentalLine) {
            return super.setDiscountFromUI(...arguments);
        }
    },
});
