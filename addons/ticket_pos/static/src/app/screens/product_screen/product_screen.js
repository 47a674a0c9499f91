import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { patch } from "@web/core/utils/patch";

patch(ProductScreen.prototype, {
    /** What is no product may be a ticket, a card, a voucher. */
    async _barcodeProductAction(code) {
        if (
            this.pos.config.ticket_selling &&
            !(await this._getProductByBarcode(code)) &&
            (await this.env.services.ticket_scanner.scan(code.code))
        ) {
            return;
        }
        return super._barcodeProductAction(...arguments);
    },
    async _barcodePartnerAction(code) {
        if (
            this.pos.config.ticket_selling &&
            !(await this._getPartnerByBarcode(code)) &&
            (await this.env.services.ticket_scanner.scan(code.code))
        ) {
            return;
        }
        return super._barcodePartnerAction(...arguments);
    },
});
