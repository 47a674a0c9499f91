/** How a supervisor looks for a ticket when there is no network. */

const SHORTEST = 2;
const fold = (text) => (text ?? "").normalize("NFKC").toLowerCase();
/** Words of letters, and numbers: "stalls row 5 seat 12" and "5-12" are the same numbers. */
const wordsOf = (text) => fold(text).match(/\p{L}+|\p{N}+/gu) ?? [];

/**
 * Blank a name as the server blanks those it sends: twin of mask_name in wording.py.
 *
 * @param {string} name
 */
export function maskName(name) {
    return name
        .trim()
        .split(/\s+/)
        .map((word) => [...word])
        .map(([first, ...rest]) => (first ?? "") + "*".repeat(rest.length))
        .join(" ");
}

/**
 * @param {string} text part of a number, a place, or a whole name
 * @returns {((ticket: object) => boolean) | null} null when it is too short to search by
 */
export function searchFor(text) {
    const wanted = wordsOf(text);
    if (wanted.join("").length < SHORTEST) {
        return null;
    }
    const digits = fold(text).replace(/[\s-]/g, "");
    const isNumber = /^\d{4,16}$/.test(digits);
    const masked = fold(maskName(text));
    return ({ number, place, holder }) =>
        (isNumber && number.includes(digits)) ||
        (holder !== null && fold(holder) === masked) ||
        isIn(wanted, wordsOf(place));
}

/** Words match by their beginning, numbers whole, and each word of the place once. */
function isIn(wanted, given) {
    const left = [...given];
    return wanted.every((word) => {
        const fits = (one) => (/\d/.test(word) ? one === word : one.startsWith(word));
        const index = left.findIndex(fits);
        return index >= 0 && left.splice(index, 1);
    });
}
