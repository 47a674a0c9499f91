import { seatRadius } from "../geometry.js";
import { defaultFocal } from "./focal.js";
import { columnBounds, planBounds } from "./bounds.js";

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
    const isNext = last?.version === doc.version - 1;
    const result = (isNext && changed(last.result, doc)) || build(doc);
    built.set(doc, { version: doc.version, result });
    return result;
}

function build(doc) {
    const ids = sortedIds(doc.seats);
    const count = ids.length;
    const sections = doc.orderedSections.map((section) => ({ ...section, rows: [], count: 0 }));
    const geometry = {
        map: 0,
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
    };
    const indexOf = fillSeats(geometry, doc);
    geometry.radius = sections.map((section) => seatRadius(geometry, section));
    return { geometry: framed(geometry, doc), seatIds: ids, indexOf };
}

/** What is cheap to say anew after every change. */
function framed(geometry, doc) {
    return {
        ...geometry,
        revision: doc.version,
        bounds: planBounds(doc, columnBounds(geometry)),
        focal: doc.focal ? [...doc.focal] : defaultFocal(doc, geometry),
        shapes: [...doc.shapes.values()],
    };
}

/**
 * After a step that only moved, numbered or marked seats: all else is taken over, so that
 * this takes a stadium no longer than a box.
 *
 * @returns {Object | null} null when the map must be gone through again
 */
function changed({ geometry: last, seatIds, indexOf }, doc) {
    const { touched } = doc;
    if (!touched || touched.sections.size || touched.seats.size > seatIds.length / 4) {
        return null;
    }
    const geometry = {
        ...last,
        x: last.x.slice(),
        y: last.y.slice(),
        numbers: last.numbers.slice(),
        kind: last.kind.slice(),
        kindCodes: [...last.kindCodes],
        radius: [...last.radius],
    };
    const moved = new Set();
    for (const id of touched.seats.keys()) {
        const seat = doc.seat(id);
        const index = seat && indexOf.get(seat.id);
        if (index === undefined || !isInRow(geometry, index, seat)) {
            return null;
        }
        geometry.x[index] = seat.x;
        geometry.y[index] = seat.y;
        geometry.numbers[index] = seat.number;
        geometry.kind[index] = codeOf(geometry.kindCodes, seat.kind);
        moved.add(geometry.section[index]);
    }
    moved.forEach((section) => {
        geometry.radius[section] = seatRadius(geometry, geometry.sections[section]);
    });
    return { geometry: framed(geometry, doc), seatIds, indexOf };
}

function isInRow(geometry, index, seat) {
    const { section, label } = geometry.rows[geometry.row[index]];
    return label === seat.row && geometry.sections[section].id === seat.section;
}

function codeOf(codes, kind) {
    const index = codes.indexOf(kind);
    return index < 0 ? codes.push(kind) - 1 : index;
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
        geometry.kind[index] = codeOf(geometry.kindCodes, seat.kind);
        geometry.row[index] = row;
        geometry.rows[row].seats.push(index);
        geometry.section[index] = geometry.rows[row].section;
        sections[geometry.section[index]].count++;
    });
    return indexOf;
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
