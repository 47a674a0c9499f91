import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    seatsMeant,
    seatsOfSection,
    ZonePainting,
} from "../../addons/ticket_sale/static/src/utils/zone_painting.js";
import { hall } from "./halls.mjs";

describe("zone painting", () => {
    test("painting changes the seats meant and gives the map a new list", () => {
        const painting = new ZonePainting([0, 0, -1]);
        const before = painting.seatZones;
        assert.equal(painting.paintSeats([0, 2], 1), 2);
        assert.deepEqual([...painting.seatZones], [1, 0, 1]);
        assert.notEqual(painting.seatZones, before);
    });

    test("painting what is painted already does nothing", () => {
        const painting = new ZonePainting([0, 0]);
        assert.equal(painting.paintSeats([0, 1], 0), 0);
        assert.ok(!painting.isChanged);
        assert.ok(!painting.paintArea(5, -1));
    });

    test("undo goes back step by step, redo forth again", () => {
        const painting = new ZonePainting([0, 1, -1], { 5: 0 });
        painting.paintSeats([0, 1], 2);
        painting.paintArea(5, 1);
        painting.undo();
        assert.equal(painting.areaZones[5], 0);
        painting.undo();
        painting.undo();
        assert.deepEqual([...painting.seatZones], [0, 1, -1]);
        assert.ok(!painting.isChanged);
        painting.redo();
        painting.redo();
        assert.deepEqual([...painting.seatZones], [2, 2, -1]);
        assert.equal(painting.areaZones[5], 1);
    });

    test("what is saved is not changed until the next stroke or undo", () => {
        const painting = new ZonePainting([0, 0]);
        painting.paintSeats([0], 1);
        painting.markSaved();
        assert.ok(!painting.isChanged);
        painting.undo();
        assert.ok(painting.isChanged);
        painting.paintSeats([1], 1);
        assert.ok(painting.isChanged);
    });

    test("counts and runs are told by zone, no zone as 0", () => {
        const painting = new ZonePainting([0, 0, -1, 1, 1]);
        assert.deepEqual(painting.counts(2), [2, 2, 1]);
        assert.deepEqual(painting.runs([70, 80]), [
            [70, 2],
            [0, 1],
            [80, 2],
        ]);
    });

    test("a touch means a seat, its row or its section", () => {
        const geometry = hall([
            { name: "A", rows: 2, seats: 3 },
            { name: "B", rows: 1, seats: 2 },
        ]);
        assert.deepEqual(seatsMeant(geometry, 4, "seat"), [4]);
        assert.deepEqual(seatsMeant(geometry, 4, "row"), [3, 4, 5]);
        assert.deepEqual(seatsMeant(geometry, 7, "section"), [6, 7]);
        assert.deepEqual(seatsOfSection(geometry, 1), [6, 7]);
    });
});
