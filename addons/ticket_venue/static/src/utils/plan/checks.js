import { findOverlaps, findStrays } from "./near_seats.js";

/** Ten kilometres: nothing larger is a hall. As in `tools/seat_plan.py`. */
const MAX_COORDINATE = 1000000;
/** More numbers missing in one go than this: the row starts anew, as 1… and 101… do. */
const LONGEST_GAP = 10;

/**
 * @typedef {Object} Finding
 * @property {string} code
 * @property {"error" | "warning"} level an error keeps the map from being put in use
 * @property {number} section id, 0 for the whole map
 * @property {number[]} seats ids, to be shown
 * @property {Object} params
 */

/**
 * What is wrong or odd in a drawn map. The errors are those of `tools/plan_check.py`; both
 * sides are held to `tests/vectors/plan_check.json`.
 *
 * @param {import("./document.js").PlanDocument} doc
 * @returns {Finding[]} errors first
 */
export function checkPlan(doc) {
    const sections = doc.orderedSections;
    const seats = [...doc.seats.values()].sort((a, b) => a.id - b.id);
    return [
        ...findDuplicates(doc, seats),
        ...bySection("no_number", "error", sections, seats, (seat) => !seat.number.trim()),
        ...bySection("too_far", "error", sections, seats, isTooFar),
        ...bySection("seat_in_standing", "error", sections, seats, (seat) =>
            isStanding(doc.sections.get(seat.section)),
        ),
        ...sections
            .filter((section) => isStanding(section) && section.capacity <= 0)
            .map(({ id }) => finding("no_capacity", "error", id, [])),
        ...bySection("overlap", "warning", sections, findOverlaps(seats)),
        ...bySection("stray", "warning", sections, findStrays(seats)),
        ...findGaps(seats),
        ...bySection("unbound_companion", "warning", sections, seats, (seat) =>
            isUnbound(doc, seat),
        ),
        ...findEmpty(doc, sections, seats),
    ];
}

function finding(code, level, section, seats, params = {}) {
    return { code, level, section, seats: seats.map(({ id }) => id), params };
}

function isStanding(section) {
    return section.kind === "standing";
}

function isTooFar({ x, y }) {
    return Math.max(Math.abs(x), Math.abs(y)) > MAX_COORDINATE;
}

/** A companion seat goes with a wheelchair place, or nobody can ever be given it. */
function isUnbound(doc, { kind, companion }) {
    return kind === "companion" && doc.seats.get(companion)?.kind !== "wheelchair";
}

function grouped(seats, key) {
    const groups = new Map();
    for (const seat of seats) {
        const name = key(seat);
        if (!groups.has(name)) {
            groups.set(name, []);
        }
        groups.get(name).push(seat);
    }
    return groups;
}

function bySection(code, level, sections, seats, isMeant = () => true) {
    const groups = grouped(seats.filter(isMeant), (seat) => seat.section);
    return sections
        .filter(({ id }) => groups.has(id))
        .map(({ id }) =>
            finding(code, level, id, groups.get(id), { count: groups.get(id).length }),
        );
}

/** Two tickets that read the same: also when two sections have one name. One a row. */
function findDuplicates(doc, seats) {
    const rowOf = ({ section, row }) => `${doc.sections.get(section).name}\n${row.trim()}`;
    const numbered = seats.filter(({ number }) => number.trim());
    const labels = grouped(numbered, (seat) => `${rowOf(seat)}\n${seat.number.trim()}`);
    const twice = [...labels.values()].filter((group) => group.length > 1);
    const rows = grouped(twice, ([seat]) => rowOf(seat));
    return [...rows.values()].map((groups) => {
        const [[first]] = groups;
        const numbers = groups.map(([seat]) => seat.number.trim());
        return finding("duplicate_label", "error", first.section, groups.flat(), {
            row: first.row.trim(),
            numbers: numbers.join(", "),
            count: numbers.length,
        });
    });
}

/** A number missing inside a row: a seat forgotten, or numbered past. */
function findGaps(seats) {
    const rows = grouped(seats, ({ section, row }) => `${section}/${row}`);
    return [...rows.values()].flatMap((row) => {
        const { missing, around } = missingNumbers(row);
        const params = { row: row[0].row, missing: missing.join(", "), count: missing.length };
        return missing.length
            ? [finding("number_gap", "warning", row[0].section, around, params)]
            : [];
    });
}

function missingNumbers(row) {
    const missing = [];
    const around = [];
    if (!row.every(({ number }) => /^\d{1,9}$/.test(number))) {
        return { missing, around };
    }
    const sorted = [...row].sort((a, b) => Number(a.number) - Number(b.number));
    const numbers = sorted.map(({ number }) => Number(number));
    // A row of only odd or only even numbers counts in twos.
    const step = numbers.every((number) => number % 2 === numbers[0] % 2) ? 2 : 1;
    for (let index = 1; index < numbers.length; index++) {
        const [before, after] = [numbers[index - 1], numbers[index]];
        if (after - before > step && (after - before) / step - 1 <= LONGEST_GAP) {
            for (let number = before + step; number < after; number += step) {
                missing.push(number);
            }
            around.push(sorted[index - 1], sorted[index]);
        }
    }
    return { missing, around: [...new Set(around)] };
}

function findEmpty(doc, sections, seats) {
    const used = new Set(seats.map(({ section }) => section));
    if (!seats.length && !sections.some(isStanding)) {
        return [finding("empty_map", "warning", 0, [])];
    }
    return sections
        .filter((section) => !isStanding(section) && !used.has(section.id))
        .map(({ id }) => finding("empty_section", "warning", id, []));
}
