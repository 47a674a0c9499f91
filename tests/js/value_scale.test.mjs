import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    classify,
    MOST_CLASSES,
    scaleZones,
    SHADES,
} from "../../addons/ticket_venue/static/src/utils/value_scale.js";
import { kindLook } from "../../addons/ticket_venue/static/src/utils/seat_kinds.js";
import { parseColor, SeatStyles } from "../../addons/ticket_venue/static/src/utils/seat_styles.js";
import { DISC, DOT, FIRST_LEVEL } from "../../addons/ticket_venue/static/src/utils/seat_stamps.js";
import { hall } from "./halls.mjs";

describe("classes of figures", () => {
    test("few different figures have a class each", () => {
        const { levels, classes } = classify([280, 680, 280, NaN, 880]);
        assert.deepEqual([...levels], [0, 1, 0, -1, 2]);
        assert.deepEqual(classes, [
            { from: 280, to: 280 },
            { from: 680, to: 680 },
            { from: 880, to: 880 },
        ]);
    });

    test("many figures fill classes of equal width", () => {
        const { levels, classes } = classify(Array.from({ length: 81 }, (_, index) => index));
        assert.equal(classes.length, MOST_CLASSES);
        assert.deepEqual(classes[0], { from: 0, to: 10 });
        assert.equal(levels[80], MOST_CLASSES - 1);
    });

    test("by rank each class has as many seats", () => {
        const values = Array.from({ length: 80 }, (_, index) => index ** 3);
        const { levels } = classify(values, { byRank: true });
        for (let level = 0; level < MOST_CLASSES; level++) {
            assert.equal(levels.filter((found) => found === level).length, 10);
        }
    });

    test("a class without seats is left out", () => {
        const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1000];
        const { classes } = classify(values);
        assert.deepEqual(classes, [
            { from: 0, to: 8 },
            { from: 1000, to: 1000 },
        ]);
    });

    test("reversed, the smallest figure is the strongest", () => {
        const { levels, classes } = classify([1, 5, 9], { reversed: true });
        assert.deepEqual([...levels], [2, 1, 0]);
        assert.equal(classes[2].to, 1);
    });

    test("no figure at all is no class", () => {
        assert.deepEqual(classify([NaN, NaN]).classes, []);
    });

    test("60,000 figures are put into classes at once", () => {
        const values = Float32Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 60_000);
        const times = Array.from({ length: 5 }, () => {
            const start = performance.now();
            classify(values, { byRank: true });
            return performance.now() - start;
        });
        assert.ok(Math.min(...times) < 200);
    });
});

describe("a scale on the map", () => {
    test("is named, spread over all shades, and each is darker than the one before", () => {
        const { zones, seatZones } = scaleZones([1, 2, 3], ({ to }) => `≤ ${to}`);
        assert.deepEqual(
            zones.map(({ name, level }) => [name, level]),
            [
                ["≤ 1", 0],
                ["≤ 2", 4],
                ["≤ 3", 7],
            ],
        );
        assert.deepEqual([...seatZones], [0, 1, 2]);
        const light = SHADES.map((color) => {
            const [red, green, blue] = parseColor(color);
            return 0.3 * red + 0.59 * green + 0.11 * blue;
        });
        assert.ok(light.every((value, index) => !index || value < light[index - 1]));
    });

    test("tells figures by size, and heat tells them of sold seats too", () => {
        const geometry = hall([{ name: "A", seats: 4 }]);
        const zones = [{ color: "#112233" }, { color: "#445566" }];
        const shapes = (mode) => {
            const styles = new SeatStyles(zones, mode);
            const found = styles.assign(geometry, Uint8Array.of(0, 0, 2, 0), [0, 1, 1, -1]);
            return Array.from(found, (style) => styles.at(style).shape);
        };
        assert.deepEqual(shapes("heat"), [FIRST_LEVEL, FIRST_LEVEL + 7, FIRST_LEVEL + 7, DOT]);
        assert.notEqual(shapes("price")[2], FIRST_LEVEL + 7);
    });
});

describe("kinds", () => {
    test("every special kind differs from an ordinary seat by its shape", () => {
        const codes = ["wheelchair", "companion", "obstructed", "house", "camera", "security"];
        for (const code of [...codes, "press", "rostrum", "kill"]) {
            assert.notEqual(kindLook(code).shape, DISC, code);
        }
        assert.equal(kindLook("standard").shape, DISC);
        assert.equal(kindLook("constructor").shape, DISC);
    });

    test("kinds of one shape have letters of their own", () => {
        const letters = ["house", "camera", "security", "press", "rostrum", "kill"].map(
            (code) => kindLook(code).letter,
        );
        assert.equal(new Set(letters).size, letters.length);
    });
});
