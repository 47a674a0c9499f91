/**
 * Draws live codes: QR codes of version 7, level M, which hold 178 capitals and digits.
 * One size only, so the picture keeps its place when the code changes.
 */
import { checkBytes } from "./qr_check.js";
import { maskOf, penalty } from "./qr_mask.js";

export const SIZE = 45;
export const MOST_CHARACTERS = 178;
const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const BLOCKS = 4;
const BLOCK_DATA = 31;
const ALIGNMENT = [6, 22, 38];
const VERSION_BITS = 0x07c94;

/**
 * @param {string} text capitals, digits and a few signs
 * @param {number} [mask] 0 to 7; the most legible one when not given
 * @returns {Uint8Array[]} rows of modules, 1 is dark, without the quiet zone
 */
export function qrCode(text, mask) {
    const bits = interleave(dataBytes(text));
    const { rows, taken } = frame();
    const drawn = (chosen) => {
        const copy = rows.map((row) => row.slice());
        placeData(copy, taken, bits, maskOf(chosen));
        placeFormat(copy, chosen);
        return copy;
    };
    if (mask !== undefined) {
        return drawn(mask);
    }
    const all = [0, 1, 2, 3, 4, 5, 6, 7].map(drawn);
    const penalties = all.map(penalty);
    return all[penalties.indexOf(Math.min(...penalties))];
}

/** The dark modules as one SVG path, in units of a module. */
export function svgPath(rows) {
    let path = "";
    rows.forEach((row, y) => {
        for (let x = 0; x < row.length; x++) {
            const start = x;
            while (row[x]) {
                x++;
            }
            path += x > start ? `M${start} ${y}h${x - start}v1h-${x - start}z` : "";
        }
    });
    return path;
}

function dataBytes(text) {
    const bits = [];
    const push = (value, count) => {
        for (let bit = count - 1; bit >= 0; bit--) {
            bits.push((value >> bit) & 1);
        }
    };
    const digits = Array.from(text, (character) => CHARACTERS.indexOf(character));
    if (digits.length > MOST_CHARACTERS || digits.includes(-1)) {
        throw new RangeError("this text does not fit the code");
    }
    push(0b0010, 4);
    push(digits.length, 9);
    for (let index = 0; index + 1 < digits.length; index += 2) {
        push(digits[index] * 45 + digits[index + 1], 11);
    }
    if (digits.length % 2) {
        push(digits.at(-1), 6);
    }
    const room = BLOCKS * BLOCK_DATA * 8;
    push(0, Math.min(4, room - bits.length));
    push(0, -bits.length & 7);
    for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) {
        push(pad, 8);
    }
    return Uint8Array.from({ length: room / 8 }, (_, index) =>
        bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
    );
}

/** Bytes of the blocks in turn, the data first, then the checks, as bits. */
function interleave(bytes) {
    const data = Array.from({ length: BLOCKS }, (_, block) =>
        bytes.slice(block * BLOCK_DATA, (block + 1) * BLOCK_DATA),
    );
    const mixed = [];
    for (const blocks of [data, data.map(checkBytes)]) {
        for (let index = 0; index < blocks[0].length; index++) {
            mixed.push(...blocks.map((block) => block[index]));
        }
    }
    return mixed.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
}

/** What every code of this version has, and which modules it takes. */
function frame() {
    const rows = Array.from({ length: SIZE }, () => new Uint8Array(SIZE));
    const taken = Array.from({ length: SIZE }, () => new Uint8Array(SIZE));
    const set = (y, x, dark) => {
        if (y >= 0 && x >= 0 && y < SIZE && x < SIZE) {
            rows[y][x] = dark ? 1 : 0;
            taken[y][x] = 1;
        }
    };
    const square = (y, x, reach, isDark) => {
        for (let dy = -reach; dy <= reach; dy++) {
            for (let dx = -reach; dx <= reach; dx++) {
                set(y + dy, x + dx, isDark(Math.max(Math.abs(dy), Math.abs(dx))));
            }
        }
    };
    for (let index = 0; index < SIZE; index++) {
        set(6, index, index % 2 === 0);
        set(index, 6, index % 2 === 0);
    }
    for (const y of ALIGNMENT) {
        for (const x of ALIGNMENT) {
            if (!(y === 6 && x !== 22) && !(x === 6 && y !== 22)) {
                square(y, x, 2, (ring) => ring !== 1);
            }
        }
    }
    for (const [y, x] of [
        [3, 3],
        [3, SIZE - 4],
        [SIZE - 4, 3],
    ]) {
        // prettier-ignore
        square(y, x, 4, (ring) => ring !== 2 && ring !== 4);
    }
    for (let bit = 0; bit < 18; bit++) {
        const near = Math.floor(bit / 3);
        const far = SIZE - 11 + (bit % 3);
        set(near, far, (VERSION_BITS >> bit) & 1);
        set(far, near, (VERSION_BITS >> bit) & 1);
    }
    for (const [y, x] of formatPlaces().flat()) {
        set(y, x, 0);
    }
    set(SIZE - 8, 8, 1);
    return { rows, taken };
}

/** Where the fifteen format bits stand, twice, the highest bit first. */
function formatPlaces() {
    const first = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]]; // prettier-ignore
    const second = Array.from({ length: 15 }, (_, bit) =>
        bit < 7 ? [SIZE - 1 - bit, 8] : [8, SIZE - 15 + bit],
    );
    return [first, second];
}

function placeFormat(rows, mask) {
    let rest = mask << 10; // level M is 00
    for (let bit = 14; bit >= 10; bit--) {
        rest ^= rest & (1 << bit) ? 0x537 << (bit - 10) : 0;
    }
    const format = ((mask << 10) | rest) ^ 0x5412;
    for (const places of formatPlaces()) {
        places.forEach(([y, x], index) => (rows[y][x] = (format >> (14 - index)) & 1));
    }
}

/** Two columns at a time from the right, up and down in turn. */
function placeData(rows, taken, bits, isInverted) {
    let next = 0;
    let up = true;
    for (let right = SIZE - 1; right > 0; right -= 2) {
        right -= right === 6 ? 1 : 0;
        for (let step = 0; step < SIZE; step++) {
            const y = up ? SIZE - 1 - step : step;
            for (const x of [right, right - 1]) {
                if (!taken[y][x]) {
                    rows[y][x] = bits[next++] ^ isInverted(y, x);
                }
            }
        }
        up = !up;
    }
}
