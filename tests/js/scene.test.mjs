import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sectionOutlines } from "../../addons/ticket_venue/static/src/utils/outline.js";
import {
    convexHull,
    exitPoint,
    inflate,
    isInside,
    simplify,
} from "../../addons/ticket_venue/static/src/utils/polygon.js";
import { Scene } from "../../addons/ticket_venue/static/src/utils/scene.js";
import { nextSeat } from "../../addons/ticket_venue/static/src/utils/seat_navigation.js";
import { hall } from "./halls.mjs";

const SQUARE = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
];

describe("outlines", () => {
    test("all seats of a block lie inside its outline", () => {
        const geometry = hall([{ name: "A", rows: 6, seats: 9 }]);
        const [outline] = sectionOutlines(geometry, geometry.sections[0]);
        for (let seat = 0; seat < geometry.count; seat++) {
            assert.ok(isInside(outline, geometry.x[seat], geometry.y[seat]));
        }
    });

    test("blocks far apart in one section are drawn apart", () => {
        const geometry = hall([{ name: "A", rows: 2, seats: 5 }]);
        geometry.y.fill(5000, 5);
        assert.equal(sectionOutlines(geometry, geometry.sections[0]).length, 2);
    });

    test("a single seat has ground to stand on", () => {
        const geometry = hall([{ name: "A" }]);
        const [outline] = sectionOutlines(geometry, geometry.sections[0]);
        assert.ok(isInside(outline, 0, 0));
    });

    test("a drawn polygon is taken as it is", () => {
        const geometry = hall([{ name: "A", kind: "standing" }]);
        geometry.sections[0].polygon = SQUARE;
        assert.deepEqual(sectionOutlines(geometry, geometry.sections[0]), [SQUARE]);
    });
});

describe("polygons", () => {
    test("inflating moves every side outwards, whichever way it is drawn", () => {
        for (const points of [SQUARE, [...SQUARE].reverse()]) {
            const wide = inflate(points, 2);
            assert.ok(isInside(wide, -1.5, 5) && isInside(wide, 11.5, 11.5));
            assert.ok(!isInside(wide, -2.5, 5));
        }
    });

    test("simplifying keeps corners and drops what lies between", () => {
        const line = [
            [0, 0],
            [5, 0.1],
            [10, 0],
            [10, 5],
            [10, 10],
        ];
        assert.deepEqual(simplify(line, 1), [
            [0, 0],
            [10, 0],
            [10, 10],
        ]);
    });

    test("the hull holds the outer points only", () => {
        assert.equal(convexHull([...SQUARE, [5, 5], [2, 3]]).length, 4);
    });

    test("the way out of a polygon crosses its side", () => {
        assert.deepEqual(exitPoint(SQUARE, [5, 5], [5, -20]), [5, 0]);
        assert.deepEqual(exitPoint(SQUARE, [5, 5], [6, 5]), [6, 5]);
    });
});

describe("scene", () => {
    const geometry = hall([
        { name: "Stalls", rows: 3, seats: 4 },
        { name: "Floor", kind: "standing" },
    ]);
    const zones = [{ name: "A", color: "#112233" }];
    const update = (scene, states, areas = []) =>
        scene.update({
            states: Uint8Array.from(states),
            seatZones: new Int16Array(12),
            zones,
            areas,
        });

    test("free seats and zone of a section are counted", () => {
        const scene = new Scene(geometry);
        update(scene, [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 0]);
        const [stalls] = scene.blocks;
        assert.deepEqual([stalls.free, stalls.total, stalls.color], [6, 12, "#112233"]);
    });

    test("a standing area nobody drew gets ground, can be hit and tells what is left", () => {
        const scene = new Scene(geometry);
        update(scene, new Uint8Array(12), [{ id: 2, name: "Floor", left: 7, color: "#445566" }]);
        const floor = scene.blocks[1];
        assert.deepEqual([floor.free, floor.color], [7, "#445566"]);
        assert.equal(scene.blockAt(...floor.anchor), floor);
        assert.ok(scene.bounds[3] >= floor.box[3]);
    });

    test("a map with standing areas only is as large as they are", () => {
        const scene = new Scene(hall([{ name: "Floor", kind: "standing" }]));
        const [left, top, right, bottom] = scene.bounds;
        assert.ok(right - left < 1500 && bottom - top < 1000);
    });

    test("a finger beside a seat still means it", () => {
        const scene = new Scene(geometry);
        assert.equal(scene.seatAt(52, 4, 0), 1);
        assert.equal(scene.seatAt(150, -60, 70), 3);
        assert.equal(scene.seatAt(150, -60, 20), -1);
    });
});

describe("arrow keys", () => {
    const geometry = hall([
        { name: "Left", rows: 3, seats: 4 },
        { name: "Right", rows: 3, seats: 4, x: 400 },
    ]);
    const { index } = new Scene(geometry);
    const press = (from, key) => nextSeat(geometry, index, from, key);

    test("the first key goes to the seat nearest to the stage", () => {
        assert.equal(press(-1, "ArrowDown"), 0);
    });

    test("left and right keep to the row", () => {
        assert.equal(press(5, "ArrowRight"), 6);
        assert.equal(press(5, "ArrowLeft"), 4);
    });

    test("up and down change the row", () => {
        assert.equal(press(5, "ArrowUp"), 1);
        assert.equal(press(5, "ArrowDown"), 9);
    });

    test("at the end of a row the way goes on in the next block", () => {
        assert.equal(press(7, "ArrowRight"), 16);
        assert.equal(press(16, "ArrowLeft"), 7);
    });

    test("at the edge of the map the focus stays", () => {
        assert.equal(press(0, "ArrowUp"), 0);
        assert.equal(press(0, "ArrowLeft"), 0);
    });

    test("Home and End go to the ends of the row", () => {
        assert.equal(press(6, "Home"), 4);
        assert.equal(press(5, "End"), 7);
    });

    test("Page keys go from section to section, round and round", () => {
        assert.equal(press(5, "PageDown"), 12);
        assert.equal(press(13, "PageDown"), 0);
        assert.equal(press(0, "PageUp"), 12);
    });

    test("every seat can be reached by arrows", () => {
        const seen = new Set([0]);
        const open = [0];
        while (open.length) {
            const from = open.pop();
            for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
                const to = press(from, key);
                if (!seen.has(to)) {
                    seen.add(to);
                    open.push(to);
                }
            }
        }
        assert.equal(seen.size, geometry.count);
    });

    test("a map without seats has no focus", () => {
        const empty = hall([{ name: "Floor", kind: "standing" }]);
        assert.equal(nextSeat(empty, new Scene(empty).index, -1, "ArrowDown"), -1);
    });
});
