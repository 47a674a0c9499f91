/**
 * Reader of the geometry file, version 1. The format is written down in
 * `ticket_venue/tools/geometry.py`; both sides are held to `tests/vectors/geometry.json`.
 */

const VERSION = 1;
const DEFAULT_PITCH = 50;

/**
 * @typedef {Object} Geometry
 * @property {number} map
 * @property {number} revision
 * @property {number[]} bounds left, top, right, bottom of everything drawn
 * @property {number[]} focal
 * @property {number} count
 * @property {Int32Array} ids seat ids in seat order
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {Uint16Array} section section index of each seat
 * @property {Uint32Array} row row index of each seat
 * @property {string[]} numbers
 * @property {Uint8Array} kind index into kindCodes
 * @property {string[]} kindCodes
 * @property {Float32Array} radius drawn radius of each section's seats
 * @property {{id, name, kind, polygon?, capacity?, count, rows: number[]}[]} sections
 * @property {{section: number, label: string, seats: number[]}[]} rows
 * @property {Object[]} shapes
 */

/**
 * @param {Object} file parsed geometry file
 * @returns {Geometry}
 * @throws {TypeError} another version, or parts that do not fit together
 */
export function decodeGeometry(file) {
    if (file?.v !== VERSION) {
        throw new TypeError(`Unknown seat-map file version: ${file?.v}`);
    }
    const count = file.count;
    const geometry = {
        map: file.map,
        revision: file.revision,
        bounds: file.bounds,
        focal: file.focal,
        count,
        ids: spreadIds(file.ids, count),
        x: sums(file.x, count),
        y: sums(file.y, count),
        shapes: file.shapes || [],
        ...spreadKinds(file.kinds, count),
        ...spreadRows(file, count),
    };
    geometry.radius = geometry.sections.map((section) => seatRadius(geometry, section));
    return geometry;
}

/** @returns {number} index of the seat with this id, -1 when the map has none */
export function indexOfSeat(geometry, seatId) {
    let low = 0;
    let high = geometry.count - 1;
    while (low <= high) {
        const middle = (low + high) >> 1;
        if (geometry.ids[middle] === seatId) {
            return middle;
        }
        if (geometry.ids[middle] < seatId) {
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return -1;
}

/** @returns {{section: string, row: string, number: string, kind: string}} */
export function seatNames(geometry, index) {
    return {
        section: geometry.sections[geometry.section[index]].name,
        row: geometry.rows[geometry.row[index]].label,
        number: geometry.numbers[index],
        kind: geometry.kindCodes[geometry.kind[index]],
    };
}

function check(condition, what) {
    if (!condition) {
        throw new TypeError(`Seat-map file: ${what} do not fit the number of seats.`);
    }
}

function spreadIds(runs, count) {
    const ids = new Int32Array(count);
    let index = 0;
    for (const [first, length] of runs) {
        for (let step = 0; step < length; step++) {
            ids[index++] = first + step;
        }
    }
    check(index === count, "ids");
    return ids;
}

function sums(deltas, count) {
    check(deltas.length === count, "coordinates");
    const values = new Float32Array(count);
    let total = 0;
    for (let index = 0; index < count; index++) {
        total += deltas[index];
        values[index] = total;
    }
    return values;
}

function spreadKinds(runs, count) {
    const kind = new Uint8Array(count);
    const kindCodes = [];
    let start = 0;
    for (const [code, length] of runs) {
        let index = kindCodes.indexOf(code);
        if (index < 0) {
            index = kindCodes.push(code) - 1;
        }
        kind.fill(index, start, start + length);
        start += length;
    }
    check(start === count, "kinds");
    return { kind, kindCodes };
}

function spreadRows(file, count) {
    const sections = file.sections.map((section) => ({ ...section, rows: [] }));
    const section = new Uint16Array(count);
    const row = new Uint32Array(count);
    const rows = [];
    const numbers = [];
    const known = new Map();
    file.rows.forEach(([sectionIndex, label, first, length], run) => {
        check(first === numbers.length && sections[sectionIndex], "rows");
        const key = `${sectionIndex}/${label}`;
        let rowIndex = known.get(key);
        if (rowIndex === undefined) {
            rowIndex = rows.push({ section: sectionIndex, label, seats: [] }) - 1;
            known.set(key, rowIndex);
            sections[sectionIndex].rows.push(rowIndex);
        }
        section.fill(sectionIndex, first, first + length);
        row.fill(rowIndex, first, first + length);
        appendNumbers(file.numbers[run], numbers);
        check(numbers.length === first + length, "numbers");
        for (let index = first; index < first + length; index++) {
            rows[rowIndex].seats.push(index);
        }
    });
    check(numbers.length === count, "rows");
    return { sections, section, row, rows, numbers };
}

function appendNumbers(spec, numbers) {
    if (!spec.length || typeof spec[0] === "string") {
        spec.forEach((label) => numbers.push(label));
        return;
    }
    for (let part = 0; part < spec.length; part += 3) {
        const [start, step, length] = spec.slice(part, part + 3);
        for (let index = 0; index < length; index++) {
            numbers.push(String(start + index * step));
        }
    }
}

/** Seats are drawn so that neighbours in a row leave a sixth of their distance free. */
export function seatRadius(geometry, section) {
    const gaps = [];
    for (const rowIndex of section.rows) {
        const { seats } = geometry.rows[rowIndex];
        for (let position = 1; position < seats.length && gaps.length < 500; position++) {
            const [a, b] = [seats[position - 1], seats[position]];
            gaps.push(Math.hypot(geometry.x[a] - geometry.x[b], geometry.y[a] - geometry.y[b]));
        }
    }
    gaps.sort((a, b) => a - b);
    const pitch = gaps[gaps.length >> 1] || DEFAULT_PITCH;
    return Math.max(pitch * 0.42, 1);
}
