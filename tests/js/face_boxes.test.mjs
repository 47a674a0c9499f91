import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    aligned,
    distributed,
} from "../../addons/ticket_sale/static/src/face_designer/utils/face_align.js";
import {
    boxAround,
    elementAt,
    handlesOf,
    resized,
    scaled,
    turned,
} from "../../addons/ticket_sale/static/src/face_designer/utils/face_boxes.js";

const box = (x, y, w, h, values) => ({ type: "text", x, y, w, h, ...values });

describe("picking", () => {
    test("the topmost element is hit", () => {
        const elements = [box(0, 0, 10, 10, { id: 1 }), box(5, 5, 10, 10, { id: 2 })];
        assert.equal(elementAt(elements, 7, 7, 0).id, 2);
        assert.equal(elementAt(elements, 2, 2, 0).id, 1);
        assert.equal(elementAt(elements, 20, 2, 0), undefined);
    });

    test("a frame without filling lets one reach what is in it", () => {
        const frame = box(0, 0, 40, 40, { id: 2, type: "box" });
        const inside = box(10, 10, 5, 5, { id: 1 });
        assert.equal(elementAt([inside, frame], 12, 12, 1).id, 1);
        assert.equal(elementAt([inside, frame], 0.5, 20, 1).id, 2);
        assert.equal(elementAt([{ ...frame, fill: "#000000" }], 12, 12, 1).id, 2);
    });

    test("hidden and locked things are passed by", () => {
        const hidden = box(0, 0, 10, 10, { hidden: true });
        const locked = box(0, 0, 10, 10, { locked: true });
        assert.equal(elementAt([hidden, locked], 5, 5, 0), undefined);
    });

    test("a line is hit near by", () => {
        const line = box(0, 10, 40, 0, { type: "line" });
        assert.equal(elementAt([line], 20, 10.8, 1), line);
        assert.equal(elementAt([line], 20, 12, 1), undefined);
    });
});

describe("pulling at a handle", () => {
    test("the opposite edge stays", () => {
        assert.deepEqual(resized(box(10, 10, 20, 10), "nw", 5, 2), { x: 15, y: 12, w: 15, h: 8 });
        assert.deepEqual(resized(box(10, 10, 20, 10), "e", 5, 9), { x: 10, y: 10, w: 25, h: 10 });
    });

    test("nothing becomes smaller than a millimetre, or is turned inside out", () => {
        assert.deepEqual(resized(box(10, 10, 20, 10), "w", 90, 0), { x: 29, y: 10, w: 1, h: 10 });
    });

    test("a code stays square, whichever way it is pulled", () => {
        for (const handle of ["n", "e", "s", "w", "ne", "sw"]) {
            const { w, h } = resized(box(10, 10, 20, 20), handle, 7, 3, { square: true });
            assert.equal(w, h, handle);
        }
    });

    test("a line has two ends and no height", () => {
        const across = box(0, 10, 40, 0, { type: "line" });
        const down = box(10, 0, 0, 40, { type: "line" });
        assert.deepEqual(handlesOf(across), ["w", "e"]);
        assert.deepEqual(handlesOf(down), ["n", "s"]);
        assert.equal(resized(across, "e", 5, 5).h, 0);
    });

    test("several keep their share of the whole", () => {
        const all = [box(0, 0, 10, 10), box(10, 10, 10, 10)];
        const to = { x: 0, y: 0, w: 40, h: 20 };
        assert.deepEqual(scaled(all[1], boxAround(all), to), { x: 20, y: 10, w: 20, h: 10 });
    });
});

describe("turning", () => {
    test("a text turns about its middle and keeps reading", () => {
        assert.deepEqual(turned(box(10, 10, 20, 10), 1), { x: 15, y: 5, w: 10, h: 20, rotate: 90 });
    });

    test("four quarters are none", () => {
        let element = box(10, 10, 20, 10);
        for (let times = 0; times < 4; times++) {
            element = { ...element, ...turned(element, 1) };
        }
        assert.deepEqual(
            [element.x, element.y, element.w, element.h, element.rotate],
            [10, 10, 20, 10, undefined],
        );
    });

    test("lines and boxes lie down or stand up; a QR code is the same from all sides", () => {
        assert.deepEqual(turned(box(0, 10, 40, 0, { type: "line" }), 1), {
            x: 20,
            y: -10,
            w: 0,
            h: 40,
        });
        assert.deepEqual(turned(box(0, 0, 20, 20, { type: "qr" }), 1), {
            x: 0,
            y: 0,
            w: 20,
            h: 20,
        });
    });
});

describe("arranging", () => {
    const three = [
        box(0, 0, 10, 4, { id: 1 }),
        box(20, 9, 4, 4, { id: 2 }),
        box(50, 3, 10, 9, { id: 3 }),
    ];

    test("on each other", () => {
        assert.deepEqual(aligned(three, "right").get(2), { x: 56 });
        assert.deepEqual(aligned(three, "middle").get(1), { y: 4.5 });
    });

    test("one alone on the page", () => {
        const page = { x: 0, y: 0, w: 72, h: 120 };
        assert.deepEqual(aligned([three[0]], "center", page).get(1), { x: 31 });
    });

    test("equal gaps between the outermost", () => {
        const places = distributed(three, "x");
        assert.deepEqual([...places.values()], [{ x: 0 }, { x: 28 }, { x: 50 }]);
        assert.equal(distributed(three.slice(1), "x").size, 0);
    });
});
