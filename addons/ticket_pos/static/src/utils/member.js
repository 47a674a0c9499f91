/** What the counter must know about members without asking anybody. */

const SEPARATORS = /[\s:.\-_]+/g;

/** Whether a scanned code can be a card at all; the server knows whether it is one. */
export function mayBeCard(code) {
    const text = (code || "").replace(SEPARATORS, "");
    return text.length >= 4 && text.length <= 64 && /^[0-9A-Za-z]+$/.test(text);
}

/** Amounts a cashier is offered for a top-up, by the size of the fare. */
export function quickAmounts(decimals = 2) {
    return decimals === 0 ? [5000, 10000, 20000, 50000] : [50, 100, 200, 500];
}
