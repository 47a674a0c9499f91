/** Crockford's base32: capitals and digits that scanners pass unharmed. */
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * @param {Uint8Array} bytes
 * @returns {string} without padding
 */
export function toCrockford(bytes) {
    let text = "";
    let bits = 0;
    let value = 0;
    for (const byte of bytes) {
        value = ((value << 8) | byte) & 0xfff;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += ALPHABET[(value >> bits) & 31];
        }
    }
    return bits ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

/**
 * @param {string} text
 * @returns {Uint8Array | null} null when nothing was written so; each has one spelling
 */
export function fromCrockford(text) {
    const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
    let bits = 0;
    let value = 0;
    let length = 0;
    for (const character of text) {
        const digit = ALPHABET.indexOf(character);
        if (digit < 0) {
            return null;
        }
        value = ((value << 5) | digit) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[length++] = value >> bits;
        }
    }
    return toCrockford(bytes) === text ? bytes : null;
}
