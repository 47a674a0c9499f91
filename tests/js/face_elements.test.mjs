import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { overlap } from "../../addons/ticket_sale/static/src/face_designer/utils/face_boxes.js";
import {
    freeAssetName,
    freePlace,
    layerText,
    newElement,
    newField,
    showsField,
} from "../../addons/ticket_sale/static/src/face_designer/utils/face_elements.js";

const PAGE = { w: 72, h: 120 };

describe("new elements", () => {
    test("fit on narrow paper", () => {
        for (const type of ["text", "qr", "barcode", "image", "line", "box", "map", "tear"]) {
            const element = newElement(type, { w: 30, h: 110 });
            assert.ok(element.w <= 30, type);
        }
        const code = newElement("qr", { w: 30, h: 110 });
        assert.equal(code.w, code.h);
    });

    test("come below each other and not on top of anything", () => {
        const elements = [];
        for (const element of [
            newField("show", PAGE),
            newField("place", PAGE),
            newElement("qr", PAGE),
        ]) {
            const placed = { ...element, ...freePlace(element, elements, PAGE) };
            assert.ok(elements.every((other) => !overlap(other, placed)));
            elements.push(placed);
        }
        const tops = elements.map(({ y }) => y);
        assert.deepEqual(
            tops,
            tops.toSorted((a, b) => a - b),
        );
    });

    test("a field is as large in one language as in another", () => {
        const { text, ...look } = newField("show@zh", PAGE);
        assert.equal(text, "{show@zh}");
        assert.equal(look.size, newField("show", PAGE).size);
    });

    test("a background is not in their way", () => {
        const ground = { type: "box", x: 0, y: 0, w: 72, h: 120, fill: "#ffffff" };
        const element = newField("show", PAGE);
        assert.equal(freePlace(element, [ground], PAGE).y, 4);
    });

    test("on a full page they come into the middle", () => {
        const full = { type: "text", x: 0, y: 0, w: 72, h: 120 };
        const { y } = freePlace(newElement("qr", PAGE), [full], PAGE);
        assert.equal(y, 44);
    });
});

describe("names", () => {
    const names = { row: "Row", seat: "Seat" };

    test("a layer says what is printed, with fields by name", () => {
        const text = { en: "{row@zh} – {seat}  {gone}", zh: "{row}排" };
        assert.equal(layerText({ text }, "en", names), "Row – Seat {gone}");
        assert.equal(layerText({ text }, "zh", names), "Row排");
        assert.equal(layerText({ text, name: "Mine" }, "zh", names), "Mine");
        assert.equal(layerText({ type: "line" }, "en", names), "");
    });

    test("fields are found in any language", () => {
        assert.ok(showsField({ text: { en: "x", zh: "{seat@zh}" } }, ["seat"]));
        assert.ok(!showsField({ text: "{seats}" }, ["seat"]));
        assert.ok(!showsField({ type: "line" }, ["seat"]));
    });

    test("two pictures of one name are told apart", () => {
        assert.equal(freeAssetName("Our Logo!.PNG", {}), "our_logo");
        assert.equal(freeAssetName("Our Logo.jpg", { our_logo: "" }), "our_logo_2");
        assert.equal(freeAssetName("标志.png", {}), "picture");
    });
});
