/** What the till itself can tell of a scanned text; the server judges all else. */

const NUMBER_LENGTH = 16;
/** Shorter than any signed code of ours. */
const MIN_SIGNED = 60;
const LINK = /^https?:\/\/\S+\/(t\/[0-9a-z]{1,8}-[A-Za-z0-9_-]{22}|\S*[?&]code=\S+)$/;
/** Orders have letters or dashes; digits alone may be a product. */
const ORDER = /^(?=.*[A-Za-z-])(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/_-]{3,39}$/;

/** Luhn: the last digit checks the others. */
export function isTicketNumber(text) {
    const digits = text.replace(/[\s-]/g, "");
    if (digits.length !== NUMBER_LENGTH || !/^\d+$/.test(digits)) {
        return false;
    }
    let total = 0;
    for (let position = 0; position < NUMBER_LENGTH; position++) {
        const value = Number(digits[NUMBER_LENGTH - 1 - position]) * (position % 2 ? 2 : 1);
        total += value > 9 ? value - 9 : value;
    }
    return total % 10 === 0;
}

/** @returns {"ticket" | "link" | "order" | null} what a scanner may have read */
export function scannedKind(code) {
    const text = code.trim();
    if (isTicketNumber(text) || (/^T[12]/i.test(text) && text.length >= MIN_SIGNED)) {
        return "ticket";
    }
    if (LINK.test(text)) {
        return "link";
    }
    return ORDER.test(text) ? "order" : null;
}
