import { seatRadius } from "../geometry.js";
import { defaultFocal } from "./focal.js";
import { planBounds } from "./bounds.js";

const built = new WeakMap();

/**
 * The document as the seat-map view takes it, in the shape `decodeGeometry` gives.
 *
 * The same object is returned until the document changes.
 *
 * @param {import("./document.js").PlanDocument} doc
 * @returns {{geometry: import("../geometry.js").Geometry, seatIds: Int32Array,
 *      indexOf: Map<number, number>}}
 */
export function toGeometry(doc) {
    const last = built.get(doc);
    if (last?.version === doc.version) {
        return last.result;
    }
    const result = build(doc);
    built.set(doc, { version: doc.version, result });
    return result;
}

function build(doc) {
    const ids = sortedIds(doc.seats);
    const count = ids.length;
    const sections = doc.orderedSections.map((section) => ({ ...section, rows: [], count: 0 }));
    const geometry = {
        map: 0,
        revision: doc.version,
        bounds: planBounds(doc),
        focal: doc.focal ? [...doc.focal] : defaultFocal(doc),
        count,
        ids,
        x: new Float32Array(count),
        y: new Float32Array(count),
        section: new Uint16Array(count),
        row: new Uint32Array(count),
        numbers: new Array(count),
        kind: new Uint8Array(count),
        kindCodes: [],
        sections,
        rows: [],
        shapes: [...doc.shapes.values()],
    };
    const indexOf = fillSeats(geometry, doc);
    geometry.radius = sections.map((section) => seatRadius(geometry, section));
    return { geometry, seatIds: ids, indexOf };
}

function sortedIds(seats) {
    const ids = new Int32Array(seats.size);
    let index = 0;
    let isSorted = true;
    seats.forEach((_seat, id) => {
        isSorted &&= !index || ids[index - 1] < id;
        ids[index++] = id;
    });
    return isSorted ? ids : ids.sort();
}

function fillSeats(geometry, doc) {
    const { sections } = geometry;
    const sectionIndex = new Map(sections.map(({ id }, index) => [id, index]));
    const rowsOf = sections.map(() => new Map());
    const kinds = new Map();
    const indexOf = new Map();
    let [last, row] = [null, -1];
    geometry.ids.forEach((id, index) => {
        const seat = doc.seats.get(id);
        indexOf.set(id, index);
        if (last?.section !== seat.section || last.row !== seat.row) {
            const inSection = sectionIndex.get(seat.section);
            row = rowIn(geometry, rowsOf[inSection], inSection, seat.row);
            last = seat;
        }
        geometry.x[index] = seat.x;
        geometry.y[index] = seat.y;
        geometry.numbers[index] = seat.number;
        geometry.kind[index] = indexIn(kinds, geometry.kindCodes, seat.kind);
        geometry.row[index] = row;
        geometry.rows[row].seats.push(index);
        geometry.section[index] = geometry.rows[row].section;
        sections[geometry.section[index]].count++;
    });
    return indexOf;
}

function indexIn(known, list, value) {
    let index = known.get(value);
    if (index === undefined) {
        index = list.push(value) - 1;
        known.set(value, index);
    }
    return index;
}

function rowIn(geometry, rows, section, label) {
    let row = rows.get(label);
    if (row === undefined) {
        row = geometry.rows.push({ section, label, seats: [] }) - 1;
        rows.set(label, row);
        geometry.sections[section].rows.push(row);
    }
    return row;
}
