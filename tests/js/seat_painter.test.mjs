import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Scene } from "../../addons/ticket_venue/static/src/utils/scene.js";
import { SeatPainter } from "../../addons/ticket_venue/static/src/utils/seat_painter.js";
import {
    CROSSED,
    DISC,
    DOT,
    FIRST_LEVEL,
    LEVELS,
    RING,
    SQUARE,
    StampCache,
    StampSet,
} from "../../addons/ticket_venue/static/src/utils/seat_stamps.js";
import {
    inkOn,
    LIGHT_THEME,
    parseColor,
    SeatStyles,
    zoneColor,
} from "../../addons/ticket_venue/static/src/utils/seat_styles.js";
import { hall } from "./halls.mjs";

const ZONES = [
    { name: "A", color: "#112233" },
    { name: "B", color: "#aabbcc" },
];

function paint(geometry, states, view, zones = ZONES) {
    const scene = new Scene(geometry);
    const seatZones = new Int16Array(geometry.count);
    scene.update({ states: Uint8Array.from(states), seatZones, zones });
    const pixels = new Uint32Array(100 * 100);
    const painter = new SeatPainter(geometry, scene.index);
    const drawn = painter.paint(pixels, 100, 100, view, scene.seatStyles, scene.styles.styles);
    const at = (x, y) => pixels[y * 100 + x];
    return { pixels, drawn, at };
}

const alpha = (pixel) => pixel >>> 24;
const weight = (pixels) => pixels.reduce((sum, pixel) => sum + alpha(pixel), 0) / 255;

describe("painter", () => {
    const one = hall([{ name: "A" }]);

    test("a free seat is a disc in its zone's colour", () => {
        const { at, drawn } = paint(one, [0], { scale: 0.5, x: 50, y: 50 });
        assert.equal(drawn, 1);
        assert.equal(at(50, 50), 0xff332211);
        assert.equal(alpha(at(50, 75)), 0);
    });

    test("a disc covers as many pixels as a circle has area", () => {
        for (const scale of [0.1, 0.25, 0.5, 1.1]) {
            const { pixels } = paint(one, [0], { scale, x: 50.3, y: 49.6 });
            const area = Math.PI * (21 * scale) ** 2;
            assert.ok(Math.abs(weight(pixels) / area - 1) < 0.12, `scale ${scale}`);
        }
    });

    test("taken seats are hollow, so shape tells what colour tells", () => {
        for (const [state, middle] of [
            [1, 0],
            [2, 255],
        ]) {
            const { at, pixels } = paint(one, [state], { scale: 1, x: 50, y: 50 });
            assert.equal(alpha(at(50, 50)), middle);
            assert.ok(weight(pixels) < 0.6 * Math.PI * 21 ** 2);
            assert.equal(alpha(at(60, 50)), 0);
        }
    });

    test("from far a taken seat is fainter than a free one", () => {
        const view = { scale: 0.04, x: 50, y: 50 };
        const free = weight(paint(one, [0], view).pixels);
        for (const state of [1, 2, 3]) {
            assert.ok(weight(paint(one, [state], view).pixels) < 0.6 * free);
        }
    });

    test("seats outside the picture are not drawn, at the edge only their part", () => {
        const row = hall([{ name: "A", seats: 200 }]);
        const { drawn } = paint(row, new Uint8Array(200), { scale: 1, x: -1000, y: 50 });
        assert.ok(drawn >= 2 && drawn <= 4);
        assert.equal(paint(one, [0], { scale: 1, x: -40, y: 50 }).drawn, 0);
        assert.ok(weight(paint(one, [0], { scale: 1, x: 0, y: 50 }).pixels) > 300);
    });

    test("dimmed seats are fainter", () => {
        const scene = new Scene(one);
        const states = new Uint8Array(1);
        const dimmed = Uint8Array.of(1);
        scene.update({ states, seatZones: new Int16Array(1), zones: ZONES, dimmed });
        const pixels = new Uint32Array(100 * 100);
        const view = { scale: 0.5, x: 50, y: 50 };
        const { styles } = scene.styles;
        const painter = new SeatPainter(one, scene.index);
        painter.paint(pixels, 100, 100, view, scene.seatStyles, styles, scene.dimmed);
        assert.equal(alpha(pixels[50 * 100 + 50]), 63);
    });

    test("60,000 seats are painted in a few milliseconds", () => {
        const geometry = hall([{ name: "A", rows: 240, seats: 250 }]);
        const scene = new Scene(geometry);
        const states = new Uint8Array(geometry.count);
        scene.update({ states, seatZones: new Int16Array(geometry.count), zones: ZONES });
        const painter = new SeatPainter(geometry, scene.index);
        const pixels = new Uint32Array(1280 * 800);
        const view = { scale: 0.037, x: 20, y: 20 };
        const times = [];
        for (let round = 0; round < 15; round++) {
            const start = performance.now();
            pixels.fill(0);
            painter.paint(pixels, 1280, 800, view, scene.seatStyles, scene.styles.styles);
            times.push(performance.now() - start);
        }
        assert.ok(Math.min(...times) < 40, `${Math.min(...times)} ms`);
    });
});

describe("small seats", () => {
    const crowd = hall([{ name: "A", rows: 6, seats: 8 }]);
    const states = Uint8Array.from({ length: crowd.count }, (_, seat) => seat % 4);

    test("written dot by dot look like copied stamps", () => {
        for (const scale of [0.03, 0.1, 0.25]) {
            const whole = paint(crowd, states, { scale, x: 20.3, y: 20.6 }).pixels;
            const [shiftX, shiftY] = [-7, -9]; // at the edge, seats are copied
            const cut = paint(crowd, states, { scale, x: 20.3 + shiftX, y: 20.6 + shiftY }).pixels;
            for (let y = 0; y < 60; y++) {
                for (let x = 0; x < 60; x++) {
                    assert.equal(cut[y * 100 + x], whole[(y - shiftY) * 100 + x - shiftX]);
                }
            }
        }
    });

    test("a list of dots counts in the lines of its picture", () => {
        const set = new StampSet(2);
        const { steps, alphas } = set.dots(DISC, 0, 0, 100);
        assert.equal(steps.length, alphas.length);
        assert.equal(Math.max(...alphas) >>> 24, 255);
        assert.notDeepEqual(set.dots(DISC, 0, 0, 50).steps, steps);
    });
});

describe("stamps", () => {
    test("every shape differs from every other one", () => {
        const set = new StampSet(8);
        const seen = new Set(
            Array.from({ length: FIRST_LEVEL + LEVELS - 1 }, (_, shape) =>
                set.mask(shape, 0, 0).join(),
            ),
        );
        assert.equal(seen.size, FIRST_LEVEL + LEVELS - 1);
    });

    test("a stamp is drawn once", () => {
        const set = new StampSet(5);
        assert.equal(set.mask(DISC, 1, 2), set.mask(DISC, 1, 2));
    });

    test("the cache forgets the sizes used longest ago", () => {
        const cache = new StampCache(3);
        const first = cache.get(10);
        assert.equal(cache.get(10.02), first);
        [11, 12, 13].forEach((radius) => cache.get(radius));
        assert.notEqual(cache.get(10), first);
    });
});

describe("styles", () => {
    const kinds = [
        ["standard", 1],
        ["wheelchair", 1],
        ["companion", 1],
    ];
    const geometry = hall([{ name: "A", seats: 3 }], { kinds });
    const shapes = (states, seatZones, mode) => {
        const styles = new SeatStyles(ZONES, mode);
        const found = styles.assign(geometry, Uint8Array.from(states), Int16Array.from(seatZones));
        return Array.from(found, (style) => [styles.at(style).shape, styles.at(style).color]);
    };

    test("wheelchair places and their companions are square", () => {
        const found = shapes([0, 0, 0], [0, 0, 1]);
        assert.deepEqual(found, [
            [DISC, "#112233"],
            [SQUARE, "#112233"],
            [SQUARE, "#aabbcc"],
        ]);
    });

    test("each state has its own shape in both modes", () => {
        for (const mode of ["zone", "state"]) {
            const found = shapes([1, 2, 3], [0, 0, 0], mode).map(([shape]) => shape);
            assert.deepEqual(found, [RING, CROSSED, DOT]);
        }
    });

    test("a seat in no zone is not for sale", () => {
        assert.deepEqual(shapes([0, 0, 0], [-1, 0, 0])[0], [DOT, LIGHT_THEME.locked]);
    });

    test("odd zone colours are replaced, so a name cannot become a style", () => {
        assert.match(zoneColor({ color: "red;background:url(x)" }, 0), /^#[0-9a-f]{6}$/);
        assert.match(zoneColor({}, 99), /^#[0-9a-f]{6}$/);
    });

    test("numbers on seats can be read on every colour", () => {
        const luminance = (color) => {
            const [r, g, b] = parseColor(color).map((part) => {
                const share = part / 255;
                return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        for (let value = 0; value < 0xffffff; value += 4099) {
            const color = `#${value.toString(16).padStart(6, "0")}`;
            const [a, b] = [luminance(color), luminance(inkOn(color))].sort((x, y) => y - x);
            assert.ok((a + 0.05) / (b + 0.05) >= 4.5, color);
        }
    });
});
