import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    createDocument,
    delta,
    isEmptyDelta,
    toGeometry,
} from "../../addons/ticket_venue/static/src/utils/plan/document.js";
import { dice, hall } from "./halls.mjs";
import { PlanServer } from "./plan_server.mjs";

/** Somebody draws, undoes and saves without plan; saves are answered late, or fail. */
class Draughtsman {
    constructor(seed) {
        this.numbers = dice(seed);
        const blocks = [
            { name: "A", rows: 2, seats: 4 },
            { name: "B", seats: 3 },
        ];
        this.doc = createDocument({ geometry: hall(blocks, { ids: [[1, 11]] }) });
        this.server = new PlanServer(this.doc);
        this.answer = null;
    }

    below(limit) {
        return Math.floor(this.numbers.next().value * limit);
    }

    any(records) {
        return [...records.values()][this.below(records.size)];
    }

    act() {
        const { doc } = this;
        const [seat, other, section] = [
            this.any(doc.seats),
            this.any(doc.seats),
            this.any(doc.sections),
        ];
        const acts = [
            (edit) => section && edit.putSeat({ section: section.id, x: this.below(99), y: 0 }),
            (edit) => seat && edit.putSeat({ id: seat.id, x: this.below(99), row: "R" }),
            (edit) => seat && edit.putSeat({ id: seat.id, section: section.id }),
            (edit) => seat && edit.removeSeat(seat.id),
            (edit) => seat && edit.putSeat({ id: seat.id, kind: "companion", companion: other.id }),
            (edit) => edit.putSection({ name: `S${this.below(99)}` }),
            (edit) => section && this.below(3) === 0 && edit.removeSection(section.id),
            (edit) => section && edit.putSection({ id: section.id, name: `S${this.below(99)}` }),
            (edit) => edit.putShape({ shape: "text", x: this.below(9), y: 0 }),
            (edit) => edit.setFocal([this.below(9), 1]),
        ];
        const join = this.below(4) ? undefined : "again";
        doc.change("Act", (edit) => acts[this.below(acts.length)](edit), { join });
    }

    step() {
        toGeometry(this.doc);
        const act = this.below(10);
        if (act < 5) {
            this.act();
        } else if (act < 8) {
            this.below(3) ? this.doc.undo() : this.doc.redo();
        } else if (this.answer) {
            this.receive();
        } else {
            this.send(this.below(5) === 0);
        }
    }

    /** What was taken over from before is what is made from nothing. */
    checkGeometry() {
        const { doc } = this;
        const seen = toGeometry(doc).geometry;
        doc.version++;
        doc.touched = null;
        const fresh = toGeometry(doc).geometry;
        const kind = ({ kind: kinds, kindCodes }) => Array.from(kinds, (code) => kindCodes[code]);
        assert.deepEqual(kind(seen), kind(fresh));
        const parts = "ids x y section row numbers sections rows radius bounds focal shapes";
        for (const part of parts.split(" ")) {
            assert.deepEqual(seen[part], fresh[part], part);
        }
    }

    send(isLost) {
        const sent = this.doc.startSave();
        if (isLost) {
            this.doc.saveFailed();
        } else {
            this.answer = this.server.save(sent);
        }
    }

    receive() {
        this.doc.saved(this.answer);
        this.answer = null;
    }

    /** Everything is saved, and both sides tell the same. */
    check() {
        if (this.answer) {
            this.receive();
        }
        this.send(false);
        this.receive();
        assert.equal(isEmptyDelta(delta(this.doc)), true);
        this.checkGeometry();
        const { seats, sections, shapes, focal } = this.doc;
        const isHere = (id) => (seats.has(id) ? id : 0);
        assert.deepEqual(
            sorted(seats).map((seat) => ({ ...seat, companion: isHere(seat.companion) })),
            sorted(this.server.seats).map(({ key: _key, ...seat }) => seat),
        );
        assert.deepEqual(sorted(sections), sorted(this.server.sections));
        assert.equal(shapes.size, this.server.shapes.length);
        assert.deepEqual(focal, this.server.focal);
    }
}

function sorted(records) {
    return [...records.values()].map((record) => ({ ...record })).sort((a, b) => a.id - b.id);
}

describe("a document and its server", () => {
    for (let seed = 1; seed <= 200; seed++) {
        test(`tell the same after whatever was done (${seed})`, () => {
            const draughtsman = new Draughtsman(seed * 7919);
            for (let round = 0; round < 6; round++) {
                for (let step = 0; step < 30; step++) {
                    draughtsman.step();
                    draughtsman.checkGeometry();
                }
                draughtsman.check();
            }
        });
    }

    test("all undone is the map as it was, keys and all", () => {
        for (let seed = 1; seed <= 50; seed++) {
            const draughtsman = new Draughtsman(seed * 104729);
            const { doc, server } = draughtsman;
            const keys = new Set([...server.seats.values()].map(({ key }) => key));
            for (let step = 0; step < 80; step++) {
                draughtsman.step();
            }
            while (doc.undo()) {
                // to the beginning
            }
            draughtsman.check();
            assert.equal(doc.seats.size, 11);
            assert.deepEqual(new Set([...server.seats.values()].map(({ key }) => key)), keys);
        }
    });
});
