import { BarcodeReader } from "@point_of_sale/app/services/barcode_reader_service";
import { patch } from "@web/core/utils/patch";

patch(BarcodeReader.prototype, {
    /** A screen may take a code as it is, before anybody reads a product into it. */
    async _scan(code) {
        if (code && !this.exclusiveCbMap) {
            for (const { whole } of [...this.cbMaps]) {
                if (await whole?.(code)) {
                    return;
                }
            }
        }
        return super._scan(...arguments);
    },
});
