import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    createDocument,
    delta,
    isEmptyDelta,
    toGeometry,
} from "../../addons/ticket_venue/static/src/utils/plan/document.js";
import { hall } from "./halls.mjs";
import { processorTime } from "./stopwatch.mjs";

/** Two sections of four and three seats with ids from 1. */
function document() {
    const blocks = [
        { name: "A", seats: 4 },
        { name: "B", seats: 3 },
    ];
    return createDocument({ geometry: hall(blocks, { ids: [[1, 7]] }) });
}

function addSeat(doc, values = {}) {
    const [section] = doc.sections.keys();
    return doc.change("Add", (edit) => edit.putSeat({ section, x: 0, y: 0, ...values }));
}

const NO_ANSWER = { seats: [], sections: {}, removed: {} };

describe("plan document", () => {
    test("holds the seats of the geometry", () => {
        const doc = document();
        assert.equal(doc.seats.size, 7);
        assert.deepEqual(
            [...doc.sections.values()].map(({ name }) => name),
            ["A", "B"],
        );
        assert.equal(isEmptyDelta(delta(doc)), true);
        assert.equal(doc.canUndo(), false);
    });

    test("gives the geometry back", () => {
        const geometry = hall([{ name: "A", seats: 4 }]);
        const { geometry: found, indexOf } = toGeometry(createDocument({ geometry }));
        for (const part of ["x", "y", "numbers", "ids", "section", "row", "kind", "radius"]) {
            assert.deepEqual([...found[part]], [...geometry[part]], part);
        }
        assert.equal(indexOf.get(geometry.ids[2]), 2);
    });

    test("gives the same geometry until something changes", () => {
        const doc = document();
        const before = toGeometry(doc);
        assert.equal(toGeometry(doc), before);
        addSeat(doc);
        assert.equal(toGeometry(doc).geometry.count, 8);
    });

    test("new seats come first and in the order they were made", () => {
        const doc = document();
        const ids = [addSeat(doc), addSeat(doc)];
        assert.ok(ids[0] < ids[1] && ids[1] < 0);
        assert.deepEqual([...toGeometry(doc).seatIds.slice(0, 3)], [...ids, 1]);
    });

    test("a change is one step, undone and done again", () => {
        const doc = document();
        doc.change("Move", (edit) => {
            for (const seat of doc.seats.values()) {
                edit.putSeat({ ...seat, x: seat.x + 10 });
            }
        });
        const moved = doc.seats.get(1);
        assert.equal(doc.undoLabel, "Move");
        doc.undo();
        assert.equal(doc.seats.get(1).x, moved.x - 10);
        assert.equal(doc.canUndo(), false);
        doc.redo();
        assert.equal(doc.seats.get(1).x, moved.x);
    });

    test("a record is never changed in place", () => {
        const doc = document();
        const seat = doc.seats.get(1);
        doc.change("Row", (edit) => edit.putSeat({ id: 1, row: "Z" }));
        assert.notEqual(seat.row, "Z");
        assert.throws(() => (doc.seats.get(1).row = "Y"), TypeError);
    });

    test("an error takes the whole change back", () => {
        const doc = document();
        assert.throws(() =>
            doc.change("Bad", (edit) => {
                edit.removeSeat(1);
                edit.removeSection(doc.orderedSections[1].id);
                throw new Error("no");
            }),
        );
        assert.equal(doc.seats.size, 7);
        assert.equal(doc.canUndo(), false);
        assert.equal(isEmptyDelta(delta(doc)), true);
    });

    test("a seat belongs to a section of the document", () => {
        const doc = document();
        assert.throws(() => addSeat(doc, { section: 99 }), /99/);
    });

    test("nothing changed is no step", () => {
        const doc = document();
        doc.change("Nothing", () => {});
        assert.equal(doc.canUndo(), false);
        assert.equal(doc.version, 0);
    });

    test("a change inside a change belongs to it", () => {
        const doc = document();
        doc.change("Outer", () => {
            addSeat(doc);
            addSeat(doc);
        });
        doc.undo();
        assert.equal(doc.seats.size, 7);
    });

    test("changes that are joined are undone together", () => {
        const doc = document();
        for (const row of ["2", "25"]) {
            doc.change("Row", (edit) => edit.putSeat({ id: 1, row }), { join: "row" });
        }
        doc.undo();
        assert.equal(doc.seats.get(1).row, "1");
    });

    test("a section goes with its seats and comes back with them", () => {
        const doc = document();
        const [first] = doc.orderedSections;
        doc.change("Remove", (edit) => edit.removeSection(first.id));
        assert.deepEqual([doc.sections.size, doc.seats.size], [1, 3]);
        doc.undo();
        assert.deepEqual(doc.orderedSections[0], first);
        assert.equal(doc.seats.size, 7);
    });
});

describe("plan delta", () => {
    test("tells what was added, changed and removed, once", () => {
        const doc = document();
        const id = addSeat(doc, { row: "X", number: "9", x: 5 });
        doc.change("Move", (edit) => edit.putSeat({ id: 2, x: 99 }));
        doc.change("Remove", (edit) => edit.removeSeat(3));
        const { seats, removed_seats: removed } = delta(doc);
        const section = doc.orderedSections[0].id;
        assert.deepEqual(
            seats.map((seat) => seat.slice(0, 5)),
            [
                [id, section, "X", "9", 5],
                [2, section, "1", "2", 99],
            ],
        );
        assert.deepEqual(removed, [3]);
    });

    test("what was undone is not sent", () => {
        const doc = document();
        addSeat(doc);
        doc.change("Remove", (edit) => edit.removeSeat(3));
        doc.undo();
        doc.undo();
        assert.equal(isEmptyDelta(delta(doc)), true);
    });

    test("shapes, focal point and picture are sent whole", () => {
        const doc = document();
        doc.change("Stage", (edit) => {
            edit.putShape({ shape: "rect", role: "stage", x: 0, y: 0, w: 9, h: 9 });
            edit.setFocal([1, 2]);
            edit.setBackground({ attachment: 3, x: 0, y: 0, width: 5 });
        });
        const found = delta(doc);
        assert.deepEqual(found.shapes, [{ shape: "rect", role: "stage", x: 0, y: 0, w: 9, h: 9 }]);
        assert.deepEqual(found.focal, [1, 2]);
        assert.equal(found.background.attachment, 3);
    });

    test("a bond to a seat that is gone is not sent", () => {
        const doc = document();
        doc.change("Bind", (edit) => edit.putSeat({ id: 2, kind: "companion", companion: 1 }));
        doc.change("Remove", (edit) => edit.removeSeat(1));
        assert.equal(delta(doc).seats[0].at(-1), 0);
    });
});

describe("after saving", () => {
    test("new records have the server's ids, in undo steps too", () => {
        const doc = document();
        const section = doc.change("Section", (edit) => edit.putSection({ name: "C" }));
        const seat = addSeat(doc, { section });
        addSeat(doc, { section, companion: seat });
        doc.startSave();
        let renamed;
        doc.saved(
            { ...NO_ANSWER, seats: [[seat, 100, 2]], sections: { [section]: 50 } },
            (names) => (renamed = names),
        );
        assert.equal(renamed.seats.get(seat), 100);
        assert.equal(doc.seat(seat).id, 100);
        assert.equal(doc.seats.get(101).companion, 100);
        assert.equal(doc.seats.get(101).section, 50);
        assert.equal(isEmptyDelta(delta(doc)), true);
        doc.undo();
        doc.undo();
        assert.deepEqual(delta(doc).removed_seats.sort(), [100, 101]);
        doc.redo();
        doc.redo();
        assert.deepEqual(doc.seats.get(101).companion, 100);
        assert.equal(isEmptyDelta(delta(doc)), true);
    });

    test("a seat of the same number as a section is another record", () => {
        const doc = document();
        const id = addSeat(doc);
        doc.startSave();
        doc.saved({ ...NO_ANSWER, seats: [[id, 500, 1]], sections: { [id]: 7 } });
        assert.equal(doc.seats.get(500).id, 500);
    });

    test("a seat deleted there and undone here comes back as new with its key", () => {
        const doc = document();
        doc.change("Bind", (edit) => edit.putSeat({ id: 2, kind: "companion", companion: 1 }));
        doc.startSave();
        doc.saved(NO_ANSWER);
        doc.change("Remove", (edit) => edit.removeSeat(1));
        assert.deepEqual(doc.startSave().removed_seats, [1]);
        doc.saved({ ...NO_ANSWER, removed: { 1: "kept-key" } });
        doc.undo();
        const { seats } = delta(doc);
        assert.equal(doc.seats.has(1), false);
        assert.deepEqual(
            seats.map((seat) => [seat[0] < 0, seat[7], seat[8]]),
            [
                [true, 0, "kept-key"],
                [false, doc.seat(1).id, undefined],
            ],
        );
    });

    test("a section deleted there and undone here comes back as new", () => {
        const doc = document();
        const [{ id }] = doc.orderedSections;
        doc.change("Remove", (edit) => edit.removeSection(id));
        doc.startSave();
        doc.saved({ ...NO_ANSWER, removed: { 1: "a", 2: "b", 3: "c", 4: "d" } });
        doc.undo();
        const found = delta(doc);
        assert.equal(found.sections.length, 1);
        assert.ok(found.sections[0].id < 0);
        assert.deepEqual(
            found.seats.map((seat) => [seat[1], seat[8]]),
            ["a", "b", "c", "d"].map((key) => [found.sections[0].id, key]),
        );
    });

    test("what changes while a save is on its way is sent next", () => {
        const doc = document();
        const first = addSeat(doc);
        doc.startSave();
        doc.undo();
        doc.change("Move", (edit) => edit.putSeat({ id: 2, x: 7 }));
        doc.saved({ ...NO_ANSWER, seats: [[first, 100, 1]] });
        const found = delta(doc);
        assert.deepEqual(found.removed_seats, [100]);
        assert.deepEqual(
            found.seats.map(([id]) => id),
            [2],
        );
    });

    test("a seat brought back while its removal is on its way is sent as new", () => {
        const doc = document();
        doc.change("Remove", (edit) => edit.removeSeat(1));
        doc.startSave();
        doc.undo();
        doc.saved({ ...NO_ANSWER, removed: { 1: "key" } });
        const found = delta(doc);
        assert.equal(doc.seats.size, 7);
        assert.deepEqual(
            found.seats.map((seat) => [seat[0] < 0, seat[8]]),
            [[true, "key"]],
        );
    });

    test("a failed save sends everything again", () => {
        const doc = document();
        const id = addSeat(doc);
        doc.startSave();
        doc.change("Move", (edit) => edit.putSeat({ id, x: 3 }));
        doc.saveFailed();
        assert.deepEqual(
            delta(doc).seats.map((seat) => [seat[0], seat[4]]),
            [[id, 3]],
        );
    });

    test("a record put under its old id is the same record", () => {
        const doc = document();
        const id = addSeat(doc);
        const held = doc.seats.get(id);
        doc.startSave();
        doc.saved({ ...NO_ANSWER, seats: [[id, 100, 1]] });
        doc.change("Move", (edit) => edit.putSeat({ ...held, x: 8 }));
        assert.equal(doc.seats.size, 8);
        assert.equal(doc.seats.get(100).x, 8);
    });
});

describe("a stadium of 60,000 seats", () => {
    const doc = createDocument({
        geometry: hall([{ name: "A", rows: 600, seats: 100 }]),
    });

    test("a change costs what it touches", () => {
        const changing = processorTime(() => {
            for (let x = 0; x < 1000; x++) {
                doc.change("Move", (edit) => edit.putSeat({ id: 109, x }));
            }
        });
        assert.ok(changing < 200);
        const drawing = processorTime(() => {
            assert.equal(toGeometry(doc).geometry.count, 60000);
        });
        assert.ok(drawing < 1000);
    });
});
