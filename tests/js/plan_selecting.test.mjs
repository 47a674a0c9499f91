import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import {
    createDocument,
    toGeometry,
} from "../../addons/ticket_venue/static/src/utils/plan/document.js";
import { relabelled } from "../../addons/ticket_venue/static/src/utils/plan/relabel.js";
import {
    invertedSeats,
    nextRow,
    nextSeat,
    seatsMeant,
    seatsWithin,
    sharedValue,
} from "../../addons/ticket_venue/static/src/utils/plan/selecting.js";
import { hall } from "./halls.mjs";

let doc, ids;

beforeEach(() => {
    doc = createDocument({ geometry: hall([{ name: "Stalls", rows: 2, seats: 4 }]) });
    ids = [...doc.seats.keys()];
});

describe("which seats are meant", () => {
    test("a click takes the seat, its row or its section", () => {
        const seat = doc.seats.get(ids[0]);
        const row = ids.filter((id) => doc.seats.get(id).row === seat.row);
        assert.deepEqual(seatsMeant(doc, ids[0], "seat"), [ids[0]]);
        assert.deepEqual(seatsMeant(doc, ids[0], "row"), row);
        assert.deepEqual(seatsMeant(doc, ids[0], "section"), ids);
    });

    test("a box takes the seats whose middle is inside", () => {
        const { x, y } = doc.seats.get(ids[1]);
        const box = [
            [x - 1, y - 1],
            [x + 1, y - 1],
            [x + 1, y + 1],
            [x - 1, y + 1],
        ];
        assert.deepEqual(seatsWithin(doc, box), [ids[1]]);
        assert.deepEqual(seatsWithin(doc, box.slice(0, 2)), []);
    });

    test("inverting takes all others", () => {
        assert.deepEqual(invertedSeats(doc, new Set(ids.slice(1))), [ids[0]]);
    });

    test("values that differ are mixed", () => {
        assert.equal(sharedValue([{ row: "A" }, { row: "A" }], "row"), "A");
        assert.equal(sharedValue([{ row: "A" }, { row: "B" }], "row"), undefined);
        assert.equal(sharedValue([], "row"), undefined);
    });
});

describe("labels of what is added", () => {
    let section;

    beforeEach(() => {
        section = doc.seats.get(ids[0]).section;
        doc.change("Rows in numbers", (edit) =>
            ids.forEach((id, index) => edit.putSeat({ id, row: index < 4 ? "1" : "2" })),
        );
    });

    test("rows of a second block go on after the first", () => {
        assert.equal(nextRow(doc, section), 3);
        assert.equal(nextRow(doc, 999), 1);
    });

    test("letters do not count", () => {
        doc.change("Letter", (edit) => edit.putSeat({ id: ids[0], row: "ZZ" }));
        assert.equal(nextRow(doc, section), 3);
    });

    test("a single seat joins the row beside it with the next number", () => {
        const { x, y, row } = doc.seats.get(ids[0]);
        const taken = ids.map((id) => doc.seats.get(id)).filter((seat) => seat.row === row);
        const highest = Math.max(...taken.map(({ number }) => Number(number)));
        const names = nextSeat(doc, section, x - 10, y);
        assert.deepEqual(names, { row, number: String(highest + 1) });
    });

    test("a seat far from all others stands in no row", () => {
        assert.deepEqual(nextSeat(doc, section, 90000, 90000), { row: "", number: "1" });
    });
});

describe("a numbering that is only shown", () => {
    test("changes labels and rows of the picture, not of the plan", () => {
        const { geometry, indexOf } = toGeometry(doc);
        const labels = new Map([[ids[0], { row: "X", number: "9" }]]);
        const shown = relabelled(geometry, indexOf, labels);
        const index = indexOf.get(ids[0]);
        assert.equal(shown.rows[shown.row[index]].label, "X");
        assert.deepEqual(shown.rows[shown.row[index]].seats, [index]);
        assert.equal(shown.numbers[index], "9");
        assert.notEqual(geometry.numbers[index], "9");
        assert.equal(doc.seats.get(ids[0]).row === "X", false);
    });
});
