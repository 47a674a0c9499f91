import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { patch } from "@web/core/utils/patch";

patch(PosOrderline.prototype, {
    /** "Exchanged: Row 1 · Seat 4" instead of the product. */
    get orderDisplayProductName() {
        const name = super.orderDisplayProductName;
        const returned = this.uiState?.ticketReturned;
        return returned ? { ...name, name: returned } : name;
    },
});
