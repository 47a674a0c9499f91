/** What a nomenclature may take a ticket's number for: 22… is a discount to some. */
const TYPES = ["product", "discount", "price", "weight", "quantity", "client", "cashier"];

/** Callbacks for `useBarcodeReader` that hand over whatever is scanned, as it was read. */
export function anyScan(callback) {
    const scanned = (parsed) => callback(parsed.base_code || parsed.code);
    return Object.fromEntries(TYPES.map((type) => [type, scanned]));
}
