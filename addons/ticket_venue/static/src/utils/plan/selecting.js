/** Which seats a click, a box or a word means; pure, on the records of `document.js`. */
import { boxOf, isInside } from "../polygon.js";

/** @returns {number[]} ids of the seats of the same row, and of nothing when it has none */
export function rowOf(doc, seatId) {
    const seat = doc.seats.get(seatId);
    if (!seat) {
        return [];
    }
    const found = [];
    for (const other of doc.seats.values()) {
        if (other.section === seat.section && other.row === seat.row) {
            found.push(other.id);
        }
    }
    return found;
}

export function seatsOfSection(doc, sectionId) {
    const found = [];
    for (const seat of doc.seats.values()) {
        if (seat.section === sectionId) {
            found.push(seat.id);
        }
    }
    return found;
}

/** @param {"seat" | "row" | "section"} reach how much one click takes */
export function seatsMeant(doc, seatId, reach) {
    if (reach === "row") {
        return rowOf(doc, seatId);
    }
    return reach === "section" ? seatsOfSection(doc, doc.seats.get(seatId).section) : [seatId];
}

/** @param {[number, number][]} polygon a box or a free line, in map units */
export function seatsWithin(doc, polygon) {
    const found = [];
    if (polygon.length < 3) {
        return found;
    }
    const [left, top, right, bottom] = boxOf(polygon);
    for (const { id, x, y } of doc.seats.values()) {
        const isInBox = x >= left && x <= right && y >= top && y <= bottom;
        if (isInBox && isInside(polygon, x, y)) {
            found.push(id);
        }
    }
    return found;
}

export function invertedSeats(doc, chosen) {
    return [...doc.seats.keys()].filter((id) => !chosen.has(id));
}

/** The one value all records share, `undefined` when they differ or there are none. */
export function sharedValue(records, name) {
    const [first, ...others] = records;
    return first && others.every((other) => other[name] === first[name]) ? first[name] : undefined;
}

/**
 * The first row label of a block that is added: after the highest number in use, so that a
 * second block of a section never repeats the labels of the first.
 */
export function nextRow(doc, sectionId) {
    let highest = 0;
    for (const { section, row } of doc.seats.values()) {
        if (section === sectionId && /^\d{1,6}$/.test(row)) {
            highest = Math.max(highest, Number(row));
        }
    }
    return highest + 1;
}

/** The label of a single seat put beside others: their row, the number after the highest. */
export function nextSeat(doc, sectionId, x, y, reach = 150) {
    let [best, nearest] = [null, reach];
    for (const seat of doc.seats.values()) {
        const away = Math.hypot(seat.x - x, seat.y - y);
        if (seat.section === sectionId && away < nearest) {
            [best, nearest] = [seat, away];
        }
    }
    const row = best ? best.row : "";
    let highest = 0;
    for (const seat of doc.seats.values()) {
        if (seat.section === sectionId && seat.row === row && /^\d{1,6}$/.test(seat.number)) {
            highest = Math.max(highest, Number(seat.number));
        }
    }
    return { row, number: String(highest + 1) };
}
