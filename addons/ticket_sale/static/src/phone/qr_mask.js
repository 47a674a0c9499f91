/** The eight patterns that a QR code may be inverted by, and which is the most legible. */

const MASKS = [
    (y, x) => (y + x) % 2,
    (y) => y % 2,
    (_y, x) => x % 3,
    (y, x) => (y + x) % 3,
    (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
    (y, x) => ((y * x) % 2) + ((y * x) % 3),
    (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2,
    (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2,
];
/** Dark-light as in the corner squares, with light before or behind. */
const FALSE_CORNERS = ["10111010000", "00001011101"];

/** @param {number} number 0 to 7 */
export function maskOf(number) {
    return (y, x) => (MASKS[number](y, x) === 0 ? 1 : 0);
}

/**
 * How hard a code is to read, by the four rules of the standard; less is better.
 *
 * @param {Uint8Array[]} rows
 */
export function penalty(rows) {
    const columns = rows.map((_, x) => Uint8Array.from(rows, (row) => row[x]));
    let points = 0;
    let dark = 0;
    for (const line of [...rows, ...columns]) {
        points += linePenalty(line.join(""));
    }
    rows.forEach((row, y) => {
        row.forEach((module, x) => {
            dark += module;
            const sum = y && x && module + row[x - 1] + rows[y - 1][x] + rows[y - 1][x - 1];
            points += y && x && sum % 4 === 0 ? 3 : 0;
        });
    });
    const percent = (dark * 100) / (rows.length * rows.length);
    return points + 10 * Math.floor(Math.abs(percent - 50) / 5);
}

function linePenalty(line) {
    let points = 0;
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) {
        points += run.length - 2;
    }
    for (const corner of FALSE_CORNERS) {
        for (let at = line.indexOf(corner); at >= 0; at = line.indexOf(corner, at + 1)) {
            points += 40;
        }
    }
    return points;
}
