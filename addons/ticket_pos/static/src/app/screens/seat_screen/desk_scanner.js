import { useBarcodeReader } from "@point_of_sale/app/hooks/barcode_reader_hook";
import { addGoods } from "@ticket_pos/app/services/scan_goods";
import { useService } from "@web/core/utils/hooks";

/**
 * Everything may be held under the scanner while seats are on the screen: tickets, orders,
 * members' cards, goods. What nobody knows is asked as a product or a customer.
 *
 * @param {Object} pos
 */
export function useDeskScanner(pos) {
    const scanner = useService("ticket_scanner");
    const reader = useService("barcode_reader");

    async function fetchGoods(code) {
        const found = await pos.loadNewProducts([
            ["product_variant_ids.barcode", "in", [code.base_code]],
        ]);
        const product =
            pos.models["product.product"].getBy("barcode", code.base_code) ||
            found?.["product.product"]?.[0];
        if (!product) {
            return reader.showNotFoundNotification(code);
        }
        await addGoods(pos, product, code);
    }

    async function fetchCustomer(code) {
        const [partner] = await pos.data.searchRead("res.partner", [["barcode", "=", code.code]]);
        if (!partner) {
            return reader.showNotFoundNotification(code);
        }
        pos.setPartnerToCurrentOrder(partner);
    }

    useBarcodeReader({
        whole: (code) => scanner.scan(code),
        product: fetchGoods,
        weight: fetchGoods,
        price: fetchGoods,
        client: fetchCustomer,
    });
}
