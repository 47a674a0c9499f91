import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { patch } from "@web/core/utils/patch";

patch(ProductScreen.prototype, {
    /** A code that is no product's may be on a thing that is lent. */
    async _barcodeProductAction(code) {
        if (
            this.pos.config.ticket_rental &&
            !(await this._getProductByBarcode(code)) &&
            (await this.pos.ticketRental.scan(code.base_code))
        ) {
            return;
        }
        return super._barcodeProductAction(...arguments);
    },
});
