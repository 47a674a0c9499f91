/**
 * What a card or tag says: a ticket code written on it, else its own number.
 *
 * @param {string} serialNumber as Web NFC tells it, "04:a2:b3"
 * @param {{recordType: string, encoding?: string, data: DataView}[]} records
 * @returns {string} capitals without separators, as readers type it
 */
export function cardCode(serialNumber, records) {
    for (const { recordType, encoding, data } of records) {
        const text = recordType === "text" ? new TextDecoder(encoding || "utf-8").decode(data) : "";
        if (/^\s*T[12]/i.test(text)) {
            return text.trim().toUpperCase();
        }
    }
    return serialNumber.replace(/[^0-9a-f]/gi, "").toUpperCase();
}
