import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { patch } from "@web/core/utils/patch";

patch(ProductScreen.prototype, {
    /** Where no tickets are sold the scanner of the counter is not asked: a code that is no
     * product's may still be on a thing that is lent. */
    async _barcodeProductAction(code) {
        if (
            this.pos.config.ticket_rental &&
            !this.pos.config.ticket_selling &&
            !(await this._getProductByBarcode(code)) &&
            (await this.pos.ticketRental.scan(code.base_code))
        ) {
            return;
        }
        return super._barcodeProductAction(...arguments);
    },
});
