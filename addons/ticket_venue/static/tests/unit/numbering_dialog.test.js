import { describe, expect, test } from "@odoo/hoot";
import { click, edit, press, queryAllTexts, queryOne, select, waitFor } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { NumberingDialog } from "@ticket_venue/editor/numbering_dialog/numbering_dialog";
import { createDocument } from "@ticket_venue/utils/plan/document";
import { createGeometry } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

class Editor extends Component {
    static template = xml`
        <div style="position: relative; width: 900px; height: 700px">
            <NumberingDialog t-if="state.open" doc="doc" selection="props.selection or []"
                onPreview.bind="preview" onApply.bind="apply" close="() => (state.open = false)"/>
        </div>`;
    static components = { NumberingDialog };
    static props = ["*"];

    setup() {
        this.doc = createDocument({ geometry: createGeometry(), focal: [75, -300] });
        this.state = useState({ open: true });
        this.previews = [];
        this.applied = null;
    }

    preview(labels) {
        this.previews.push(labels);
    }

    apply(labels, label) {
        this.applied = { labels, label };
    }

    /** The labels shown last, as "row number" in the order of the seats. */
    get shown() {
        const labels = this.previews.at(-1);
        return labels && [...this.doc.seats.keys()].map((id) => tell(labels.get(id))).join(" ");
    }
}

function tell(label) {
    return label ? `${label.row}${label.number}` : "-";
}

async function mountEditor(props = {}) {
    const editor = await mountWithCleanup(Editor, { props });
    await animationFrame();
    return editor;
}

async function choose(preset) {
    await click(`input[value=${preset}]`);
    await animationFrame();
}

async function rest() {
    await advanceTime(200);
    await animationFrame();
}

test("the map shows the numbers before anything is written", async () => {
    const editor = await mountEditor();
    expect(editor.shown).toBe("13 11 12 14 23 21 22 24");
    expect(editor.doc.seats.get(11).number).toBe("1");
    expect(".o_numbering_sample td:first").toHaveText("3 1 2 4");
});

test("a preset fills the fields", async () => {
    const editor = await mountEditor();
    await choose("letters");
    expect(editor.shown).toBe("A1 A2 A3 A4 B1 B2 B3 B4");
    expect("[data-part=rows] select[name=style]").toHaveValue("letters");
});

test("each preset has a picture with its numbers", async () => {
    await mountEditor();
    const pictures = [...document.querySelectorAll(".o_numbering_picture")];
    const last = [...pictures[4].querySelectorAll("g:last-of-type text")].map((t) => t.textContent);
    expect(pictures).toHaveLength(8);
    expect(last).toEqual(["6"]);
    expect(queryAllTexts(".o_numbering_presets label > span")).toInclude("Odd left, even right");
});

test("a field changed by hand is seen on the map", async () => {
    const editor = await mountEditor();
    await choose("left");
    await click("[data-part=seats] input[name=start]");
    await edit("101");
    await rest();
    expect(editor.shown).toBe("1101 1102 1103 1104 2101 2102 2103 2104");
    expect("input:checked").toHaveCount(0);
});

test("names of my own that are too few are refused with the reason", async () => {
    const editor = await mountEditor();
    await click("[data-part=rows] select[name=style]");
    await select("list");
    await animationFrame();
    await click("textarea[name=names]");
    await edit("Royal", { confirm: "blur" });
    await rest();
    expect(".alert-danger").toHaveText("The list has 1 names, but 2 are needed.");
    expect("footer .btn-primary").not.toBeEnabled();
    expect(editor.previews.at(-1)).toBe(null);
});

test("applying gives all labels with a name for the undo step", async () => {
    const editor = await mountEditor();
    await choose("right");
    await click("footer .btn-primary");
    await animationFrame();
    expect(editor.applied.label).toBe("Number 8 seats");
    expect(tell(editor.applied.labels.get(11))).toBe("14");
    expect(editor.previews.at(-1)).toBe(null);
    expect(".o_numbering_dialog").toHaveCount(0);
});

test("only the selection is numbered, and labels in use are told", async () => {
    const editor = await mountEditor({ selection: [11, 12] });
    await choose("left");
    expect(editor.shown).toBe("11 12 - - - - - -");
    expect(".o_numbering_dialog header p").toHaveText("The selection: 2 seats in one section");
    expect(".alert-warning").toHaveCount(0);
    await click(".o_numbering_more");
    await animationFrame();
    await click("[data-part=rows] select[name=style]");
    await select("keep");
    await rest();
    await click("[data-part=seats] input[name=start]");
    await edit("3");
    await rest();
    expect(".alert-warning").toHaveCount(1);
});

test("a change behind the panel is numbered too", async () => {
    const editor = await mountEditor();
    await choose("left");
    editor.doc.change("Remove", (plan) => plan.removeSeat(11));
    editor.render(true);
    await animationFrame();
    expect(editor.shown).toBe("11 12 13 21 22 23 24");
});

test("escape closes it and takes the preview back", async () => {
    const editor = await mountEditor();
    await waitFor(".o_numbering_dialog");
    queryOne("input:checked").focus();
    await press("Escape");
    await animationFrame();
    expect(".o_numbering_dialog").toHaveCount(0);
    expect(editor.previews.at(-1)).toBe(null);
});
