import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { patch } from "@web/core/utils/patch";

patch(PosOrderline.prototype, {
    /** "Exchanged: Row 1 · Seat 4" instead of the product, on screen and receipt. */
    get orderDisplayProductName() {
        const name = super.orderDisplayProductName;
        const returned = this.ticket_refund?.length && this.full_product_name;
        return returned ? { ...name, name: returned } : name;
    },
    /** Made anew from what the server has, a line that takes tickets back keeps its name. */
    setFullProductName() {
        if (!this.ticket_refund?.length || !this.full_product_name) {
            super.setFullProductName();
        }
    },
});
