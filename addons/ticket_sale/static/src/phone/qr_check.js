/** Reed-Solomon: what lets a reader mend a code of which a part is unreadable. */

/** Check bytes of each block of a code of version 7, level M. */
const BLOCK_CHECK = 18;

const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
    EXP[power] = EXP[power + 255] = value;
    LOG[value] = power;
    value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}
const multiply = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);

/** The generator polynomial of the check bytes, highest power first, without its 1. */
const GENERATOR = (() => {
    let polynomial = [1];
    for (let power = 0; power < BLOCK_CHECK; power++) {
        const times = [...polynomial, 0];
        polynomial.forEach((one, index) => (times[index + 1] ^= multiply(one, EXP[power])));
        polynomial = times;
    }
    return polynomial.slice(1);
})();

/** @param {Uint8Array} block of data */
export function checkBytes(block) {
    const rest = new Uint8Array(BLOCK_CHECK);
    for (const byte of block) {
        const factor = byte ^ rest[0];
        rest.copyWithin(0, 1);
        rest[BLOCK_CHECK - 1] = 0;
        GENERATOR.forEach((one, index) => (rest[index] ^= multiply(one, factor)));
    }
    return rest;
}
