import { beforeEach, describe, expect, test } from "@odoo/hoot";
import {
    click,
    edit,
    manuallyDispatchProgrammaticEvent,
    press,
    queryAll,
    queryAllTexts,
    queryOne,
    waitFor,
} from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { makeMockEnv, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { FaceDesigner } from "@ticket_sale/face_designer/face_designer";
import { blankFace, drawn, OFFER, shownFace } from "./faces";

describe.current.tags("desktop");
defineMailModels();

let face, problems, screen, written;

beforeEach(() => {
    face = { id: 7, name: "Roll", usage: "print", write_date: "2026-01-01 10:00:00" };
    face.template = JSON.stringify(shownFace());
    problems = [];
    written = [];
    onRpc("ticket.face", "get_designer_data", () => OFFER);
    onRpc("ticket.face", "read", () => [face]);
    onRpc("ticket.face", "preview_template", ({ args }) => ({ ...drawn(args[0]), problems }));
    onRpc("ticket.face", "get_gallery", () => [
        {
            code: "roll",
            name: "80 mm",
            about: "",
            usage: "print",
            svg: "<svg/>",
            template: shownFace(),
        },
    ]);
    onRpc("ticket.face", "write", ({ args }) => {
        written.push(args[1]);
        return true;
    });
});

async function open(params = { face_id: 7 }) {
    screen = await mountWithCleanup(FaceDesigner, {
        props: { action: { params, context: {} }, actionId: 1, className: "" },
        env: await makeMockEnv({ config: { setDisplayName: () => {} } }),
    });
    queryOne(".o_face_designer").style.height = "800px";
    await animationFrame();
    await animationFrame();
    return screen.editor;
}

async function settle() {
    await advanceTime(300);
    await animationFrame();
}

/** Where a place of the page is on the screen. */
function at(x, y) {
    const box = queryOne(".o_face_stage").getBoundingClientRect();
    const { view } = screen.editor.state;
    return {
        clientX: box.left + view.x + x * view.zoom,
        clientY: box.top + view.y + y * view.zoom,
    };
}

function send(type, place, values = {}, target = ".o_face_stage") {
    return manuallyDispatchProgrammaticEvent(queryOne(target), type, {
        ...at(...place),
        pointerId: 1,
        pointerType: "mouse",
        button: 0,
        bubbles: true,
        ...values,
    });
}

async function drag(from, to, { target, ...values } = {}) {
    await send("pointerdown", from, values, target);
    await send("pointermove", [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], values);
    await send("pointermove", to, values);
    await animationFrame();
}

const placeOf = (editor, index) => {
    const { x, y, w, h } = editor.elements[index];
    return [x, y, w, h];
};

test("what is dragged moves at once and is one step of undo", async () => {
    const editor = await open();
    await drag([20, 10], [20, 63], { altKey: true });
    expect("[data-element='0']").toHaveAttribute("transform", "translate(0 53) scale(1 1)");
    expect(placeOf(editor, 0)).toEqual([4, 4, 64, 12]);
    await send("pointerup", [20, 63]);
    await settle();
    expect(placeOf(editor, 0)).toEqual([4, 57, 64, 12]);
    expect("[data-element='0']").toHaveAttribute("transform", "translate(0 0) scale(1 1)");
    await press(["ctrl", "z"]);
    expect(placeOf(editor, 0)).toEqual([4, 4, 64, 12]);
});

test("dragged near another's edge it snaps, and a line says to what", async () => {
    const editor = await open();
    await drag([30, 40], [14.6, 63]);
    expect(".o_face_guide").toHaveCount(1);
    await send("pointerup", [14.6, 63]);
    expect(placeOf(editor, 1)[0]).toBe(4);
});

test("Escape lets go of what is dragged", async () => {
    const editor = await open();
    await drag([20, 10], [20, 60]);
    await press("Escape");
    await send("pointerup", [20, 60]);
    expect(placeOf(editor, 0)).toEqual([4, 4, 64, 12]);
    expect(editor.doc.canUndo()).toBe(false);
});

test("a code pulled at a corner stays square", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[1].id]);
    await animationFrame();
    await drag([50, 62], [58, 65], { target: "[data-handle=se]", altKey: true });
    await send("pointerup", [58, 65]);
    expect(placeOf(editor, 1)).toEqual([20, 30, 40, 40]);
});

test("arrow keys move by a millimetre, with Alt by a tenth", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[0].id]);
    await press("ArrowRight");
    await press(["alt", "ArrowDown"]);
    expect(placeOf(editor, 0).slice(0, 2)).toEqual([5, 4.1]);
    editor.doc.undo();
    expect(placeOf(editor, 0).slice(0, 2)).toEqual([4, 4]);
});

test("an element is added by click and key, where there is room", async () => {
    const editor = await open();
    await click("[data-add=line]");
    await press("t");
    await settle();
    expect(queryAllTexts("[data-layer] .o_layer_pick")).toEqual([
        "Text",
        "Straight line",
        "QR code",
        "Show",
    ]);
    expect(placeOf(editor, 2)[1]).toBe(18);
});

test("a field is put where the cursor stands", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[0].id]);
    await waitFor(".o_face_text textarea");
    const area = queryOne(".o_face_text textarea");
    area.focus();
    area.setSelectionRange(0, 0);
    await click(".o_insert_field");
    await waitFor(".o_face_fields");
    await click(".o_face_fields input");
    await edit("seat");
    await animationFrame();
    expect(queryAll(".o_face_fields [data-field]").length).toBe(1);
    await press("Enter");
    await animationFrame();
    expect(editor.elements[0].text).toBe("{seat}{show}");
});

test("a text can be one a language", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[0].id]);
    await waitFor("[data-languages=two]");
    await click("[data-languages=two]");
    await animationFrame();
    await click("[data-text=zh]");
    await edit("座位");
    expect(editor.elements[0].text).toEqual({ en: "{show}", zh: "座位" });
});

test("what is as always is not written into the face", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[0].id]);
    await waitFor("[data-field=align]");
    await click("[data-field=align] [data-value=right]");
    await animationFrame();
    expect(editor.elements[0].align).toBe("right");
    await click("[data-field=align] [data-value=left]");
    expect("align" in editor.elements[0]).toBe(false);
});

test("a part for one ticket type only", async () => {
    const editor = await open();
    editor.selection.set([editor.elements[0].id]);
    await waitFor(".o_conditions_head");
    await click(".o_conditions_head");
    await waitFor("[data-rule=types]");
    await click("[data-rule=types]");
    await manuallyDispatchProgrammaticEvent(pick("[data-rule=types]", "adult"), "change");
    await animationFrame();
    expect(editor.elements[0].types).toEqual(["adult"]);
    await click(".o_condition_tag button");
    expect("types" in editor.elements[0]).toBe(false);
});

function pick(selector, value) {
    const field = queryOne(selector);
    field.value = value;
    return field;
}

test("layers are hidden, locked and renamed", async () => {
    const editor = await open();
    await click("[data-layer]:first [data-act=hide]");
    await click("[data-layer]:first [data-act=lock]");
    await animationFrame();
    expect(editor.elements[1]).toMatchObject({ hidden: true, locked: true });
    editor.commands.setOne("Rename", editor.elements[1].id, { name: "Code" });
    await animationFrame();
    expect(queryAllTexts("[data-layer] .o_layer_pick")[0]).toBe("Code");
});

test("errors are listed and shown, and nothing is saved with them", async () => {
    const editor = await open();
    problems = [
        {
            code: "qr_small",
            side: "front",
            element: 1,
            detail: "",
            level: "error",
            message: "Too small.",
        },
    ];
    await click("[data-act=save]");
    await waitFor("[data-code=qr_small]");
    expect(written).toEqual([]);
    await click("[data-code=qr_small]");
    await animationFrame();
    expect(editor.selection.single.type).toBe("qr");
    expect(".o_face_frame.o_selected.o_error").toHaveCount(1);
});

test("warnings do not keep it from being saved, as it was drawn", async () => {
    const editor = await open();
    problems = [
        {
            code: "clipped_long",
            side: "front",
            element: 0,
            detail: "",
            level: "warning",
            message: "Long.",
        },
    ];
    editor.commands.setCopies(2);
    await animationFrame();
    expect(".o_bar_saved").toHaveAttribute("data-status", "dirty");
    await click("[data-act=save]");
    await waitFor(".o_bar_saved[data-status=saved]");
    expect(JSON.parse(written[0].template)).toEqual({ ...shownFace(), copies: 2 });
    expect(written[0].usage).toBe("print");
});

test("what somebody else saved meanwhile is not overwritten unasked", async () => {
    const editor = await open();
    editor.commands.setCopies(2);
    face = { ...face, write_date: "2026-01-01 11:00:00" };
    await click("[data-act=save]");
    await waitFor(".modal");
    await click(".modal .btn-secondary");
    await animationFrame();
    expect(written).toEqual([]);
    await click("[data-act=save]");
    await waitFor(".modal");
    await click(".modal .btn-primary");
    await waitFor(".o_bar_saved[data-status=saved]");
    expect(written.length).toBe(1);
});

test("a new face begins with the gallery, or with empty paper and what to do", async () => {
    face.template = JSON.stringify(blankFace());
    const editor = await open({ is_new: true });
    await waitFor(".o_gallery_face");
    await click("[data-paper=roll58]");
    await waitFor(".o_face_start");
    expect(editor.doc.page).toEqual({ w: 48, h: 110, dpi: 203 });
    expect(editor.doc.canUndo()).toBe(false);
    await click("[data-first=show]");
    await animationFrame();
    expect(queryAllTexts(".o_face_next button")).toEqual(["+ Place", "+ QR code"]);
});

test("the back has parts of its own", async () => {
    const editor = await open();
    await click("[data-side=add]");
    await animationFrame();
    await click("[data-add=qr]");
    await animationFrame();
    expect(editor.doc.toTemplate().back.elements.length).toBe(1);
    await click("[data-side=front]");
    await animationFrame();
    expect(queryAll("[data-layer]").length).toBe(2);
});

test("a name being typed outlives a drawing that arrives", async () => {
    await open();
    const field = queryOne(".o_bar_name");
    await click(field);
    field.value = "Gala";
    await manuallyDispatchProgrammaticEvent(field, "input");
    screen.editor.state.version++;
    screen.render(true);
    await settle();
    expect(".o_bar_name").toHaveValue("Gala");
    expect(screen.store.state.name).toBe("Gala");
});
