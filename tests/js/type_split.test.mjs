import assert from "node:assert/strict";
import { test } from "node:test";
import {
    countTypes,
    oneFewer,
    oneMore,
} from "../../addons/ticket_pos/static/src/utils/type_split.js";

const [ADULT, CHILD, SENIOR] = [1, 2, 3];
const always = () => true;
const seats = (...types) => types.map((type_id, i) => ({ place_id: i + 1, type_id }));

test("types are counted", () => {
    assert.deepEqual(
        countTypes(seats(ADULT, CHILD, ADULT)),
        new Map([
            [ADULT, 2],
            [CHILD, 1],
        ]),
    );
});

test("one more child is the last of the adults, who are most", () => {
    assert.deepEqual(oneMore(seats(ADULT, ADULT, ADULT, SENIOR), CHILD, always), {
        place_id: 3,
        type_id: CHILD,
    });
});

test("no more children than seats", () => {
    assert.equal(oneMore(seats(CHILD, CHILD), CHILD, always), null);
    assert.equal(oneMore([], CHILD, always), null);
});

test("a seat whose zone has no price for the type stays", () => {
    const mayBe = ({ place_id }) => place_id === 1;
    assert.deepEqual(oneMore(seats(ADULT, ADULT), CHILD, mayBe), { place_id: 1, type_id: CHILD });
    assert.equal(
        oneMore(seats(ADULT), CHILD, () => false),
        null,
    );
});

test("one child fewer is the last child's seat given back", () => {
    assert.equal(oneFewer(seats(CHILD, ADULT, CHILD), CHILD).place_id, 3);
    assert.equal(oneFewer(seats(ADULT), CHILD), undefined);
});
