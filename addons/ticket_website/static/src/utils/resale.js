/**
 * What the seller of a ticket gets, as the page shows it while the price is typed.
 *
 * @param {string} price what was typed
 * @param {number} fee percent that the house keeps
 * @param {number} digits decimals of the currency
 */
export function resalePayout(price, fee, digits) {
    const amount = Number(price);
    if (!Number.isFinite(amount) || amount <= 0) {
        return "–";
    }
    const unit = 10 ** digits;
    const kept = Math.round((amount * fee * unit) / 100) / unit;
    return (amount - kept).toFixed(digits);
}
