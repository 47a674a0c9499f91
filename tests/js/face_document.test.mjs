import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { FaceDocument } from "../../addons/ticket_sale/static/src/face_designer/utils/face_document.js";

const text = (values) => ({
    type: "text",
    x: 4,
    y: 4,
    w: 40,
    h: 6,
    size: 10,
    text: "A",
    ...values,
});
const face = (values) => ({ version: 2, page: { w: 72, h: 120 }, elements: [text()], ...values });

describe("the template", () => {
    test("what is not changed is written as it was read", () => {
        const template = face({
            page: { w: 72, h: 120, dpi: 203 },
            elements: [text(), { type: "image", x: 0, y: 0, w: 9, h: 9, source: "asset:logo" }],
            back: { elements: [text({ text: "B" })] },
            assets: { logo: "data:image/png;base64,AA==" },
            copies: 2,
        });
        assert.deepEqual(new FaceDocument(template).toTemplate(), template);
    });

    test("the first version becomes the second", () => {
        const old = { page: { w: 72, h: 120 }, elements: [] };
        assert.equal(new FaceDocument(old).toTemplate().version, 2);
    });

    test("a picture nobody shows is not saved", () => {
        const doc = new FaceDocument(face({ assets: { old: "data:image/png;base64,AA==" } }));
        assert.equal(doc.toTemplate().assets, undefined);
    });

    test("places that are only tried are written and not kept", () => {
        const doc = new FaceDocument(face());
        const [id] = doc.ids("front");
        const tried = doc.toTemplate(new Map([[id, { x: 9, y: 9, w: 1, h: 1 }]]));
        assert.equal(tried.elements[0].x, 9);
        assert.equal(doc.toTemplate().elements[0].x, 4);
    });
});

describe("undo", () => {
    test("goes back without limit, and forward again", () => {
        const doc = new FaceDocument(face());
        const [id] = doc.ids("front");
        for (let x = 1; x <= 500; x++) {
            doc.change("Move", (edit) => edit.set(id, { x }));
        }
        while (doc.canUndo()) {
            doc.undo();
        }
        assert.deepEqual(doc.toTemplate(), face());
        while (doc.canRedo()) {
            doc.redo();
        }
        assert.equal(doc.element(id).x, 500);
    });

    test("the same thing done on and on is one step", () => {
        const doc = new FaceDocument(face());
        const [id] = doc.ids("front");
        for (const word of ["A", "Ab", "Abc"]) {
            doc.change("Text", (edit) => edit.set(id, { text: word }), { join: "text" });
        }
        doc.undo();
        assert.equal(doc.element(id).text, "A");
        assert.equal(doc.canUndo(), false);
    });

    test("what changes nothing is no step", () => {
        const doc = new FaceDocument(face());
        doc.change("Move", (edit) => edit.set(doc.ids("front")[0], { x: 4 }));
        assert.equal(doc.canUndo(), false);
    });

    test("an error takes the whole step back", () => {
        const doc = new FaceDocument(face());
        assert.throws(() =>
            doc.change("Bad", (edit) => {
                edit.remove(doc.ids("front"));
                throw new Error("no");
            }),
        );
        assert.deepEqual(doc.toTemplate(), face());
    });

    test("undone to what is stored, there is nothing to save", () => {
        const doc = new FaceDocument(face());
        doc.change("Copies", (edit) => edit.setCopies(2));
        assert.equal(doc.isChanged, true);
        doc.undo();
        assert.equal(doc.isChanged, false);
    });

    test("what changed while it was being saved is still to be saved", () => {
        const doc = new FaceDocument(face());
        doc.change("Copies", (edit) => edit.setCopies(2));
        const sent = doc.state;
        doc.change("Copies", (edit) => edit.setCopies(3));
        doc.saved(sent);
        assert.equal(doc.isChanged, true);
    });
});

describe("elements", () => {
    test("keep their id while they change places", () => {
        const doc = new FaceDocument(face({ elements: [text(), text({ text: "B" })] }));
        const [first, second] = doc.ids("front");
        doc.change("Order", (edit) => edit.order("front", [second, first]));
        assert.deepEqual(
            doc.toTemplate().elements.map((element) => element.text),
            ["B", "A"],
        );
        assert.equal(doc.element(first).text, "A");
    });

    test("a value taken away is not written", () => {
        const doc = new FaceDocument(face({ elements: [text({ bold: true })] }));
        doc.change("Bold", (edit) => edit.set(doc.ids("front")[0], { bold: undefined }));
        assert.equal("bold" in doc.toTemplate().elements[0], false);
    });

    test("the back comes and goes with what is on it", () => {
        const doc = new FaceDocument(face());
        doc.change("Back", (edit) => edit.addBack());
        doc.change("Add", (edit) => edit.add("back", text()));
        assert.equal(doc.toTemplate().back.elements.length, 1);
        doc.change("No back", (edit) => edit.removeBack());
        assert.equal("back" in doc.toTemplate(), false);
        doc.undo();
        assert.equal(doc.elements("back").length, 1);
    });

    test("nobody writes them but through a change", () => {
        const doc = new FaceDocument(face());
        assert.throws(() => (doc.elements("front")[0].x = 7), TypeError);
    });
});

test("a face that is begun with is nothing to undo", () => {
    const doc = new FaceDocument(face({ elements: [] }));
    doc.start(face());
    assert.equal(doc.canUndo(), false);
    assert.equal(doc.isChanged, true);
});
