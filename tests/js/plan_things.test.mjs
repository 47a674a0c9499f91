import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    isOnShape,
    mirroredShape,
    movedShape,
    shapeCorners,
    shapeInBox,
    turnedShape,
} from "../../addons/ticket_venue/static/src/utils/plan/things.js";

const stage = { id: -1, shape: "rect", x: 0, y: 0, w: 400, h: 200, role: "stage" };

describe("shapes of a plan", () => {
    test("a box dragged from any corner is the same rectangle", () => {
        const wanted = { shape: "rect", x: 10, y: 20, w: 100, h: 50 };
        assert.deepEqual(shapeInBox("rect", [10, 20], [110, 70]), wanted);
        assert.deepEqual(shapeInBox("rect", [110, 70], [10, 20]), wanted);
    });

    test("an ellipse fills the box that was dragged", () => {
        const ellipse = { shape: "ellipse", x: 60, y: 45, rx: 50, ry: 25 };
        assert.deepEqual(shapeInBox("ellipse", [10, 20], [110, 70]), ellipse);
    });

    test("a shape turned about a far point goes round it and turns itself", () => {
        const turned = turnedShape(stage, 90, [0, 0]);
        assert.equal(turned.rotation, 90);
        assert.deepEqual(
            shapeCorners(turned).map(([x, y]) => [Math.round(x) + 0, Math.round(y) + 0]),
            [
                [0, 0],
                [0, 400],
                [-200, 400],
                [-200, 0],
            ],
        );
    });

    test("turning all the way round changes nothing", () => {
        let shape = stage;
        for (let step = 0; step < 24; step++) {
            shape = turnedShape(shape, 15, [200, 100]);
        }
        assert.equal(shape.rotation, 0);
        assert.deepEqual([shape.x, shape.y], [0, 0]);
    });

    test("mirroring twice gives the shape back", () => {
        const turned = { ...stage, rotation: 30 };
        const once = mirroredShape(turned, "x", [1000, 0]);
        assert.deepEqual([once.x, once.rotation], [1600, 330]);
        assert.deepEqual(mirroredShape(once, "x", [1000, 0]), turned);
    });

    test("a polygon is mirrored corner by corner", () => {
        const wall = {
            shape: "line",
            points: [
                [0, 0],
                [100, 50],
            ],
        };
        assert.deepEqual(mirroredShape(wall, "y", [0, 100]).points, [
            [0, 200],
            [100, 150],
        ]);
    });

    test("a click hits a turned rectangle where it is drawn", () => {
        const turned = { ...stage, rotation: 90 };
        assert.equal(isOnShape(turned, 200, 250, 5), true);
        assert.equal(isOnShape(turned, 20, 100, 5), false);
    });

    test("a line is hit within reach only", () => {
        const wall = {
            shape: "line",
            points: [
                [0, 0],
                [100, 0],
            ],
        };
        assert.equal(isOnShape(wall, 50, 4, 5), true);
        assert.equal(isOnShape(wall, 50, 8, 5), false);
        assert.equal(isOnShape(wall, 108, 0, 5), false);
    });

    test("a wall that is thinner than the pointer can still be hit", () => {
        const wall = { shape: "rect", x: 0, y: 0, w: 500, h: 2 };
        assert.equal(isOnShape(wall, 250, 5, 6), true);
    });

    test("moving keeps all else", () => {
        assert.deepEqual(movedShape(stage, 10.4, -5), { ...stage, x: 10, y: -5 });
    });
});
