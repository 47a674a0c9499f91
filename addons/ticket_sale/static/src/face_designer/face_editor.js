import { reactive } from "@odoo/owl";
import { FaceCommands } from "./face_commands.js";
import { FaceSelection } from "./face_selection.js";
import { boxOf } from "./utils/face_boxes.js";

/**
 * What the designer's parts share: the document, what is selected, how the page lies on
 * the screen. Components read `state` (see `useEditor`), so that they follow every change.
 */
export class FaceEditor {
    /**
     * @param {import("./utils/face_document.js").FaceDocument} doc
     * @param {Object} offer what the server has: fields, elements, fonts, codes, tickets
     */
    constructor(doc, offer, lang = "en") {
        this.doc = doc;
        this.offer = offer;
        this.lang = lang;
        this.fieldNames = Object.fromEntries(offer.fields.map(({ name, label }) => [name, label]));
        this.state = reactive({
            version: 1,
            side: "front",
            mode: "design",
            told: "",
            hasGrid: true,
            snaps: true,
            view: { zoom: 4, x: 40, y: 40 },
            drawn: 0,
            drag: null,
            problems: [],
            sample: { ticket: 0, kind: "usual", lang: "" },
            focusText: 0,
        });
        this.selection = new FaceSelection(this);
        this.commands = new FaceCommands(this);
        this.stopListening = doc.listen(() => this.follow());
    }

    /** The document has changed: forget what is gone. */
    follow() {
        if (!this.doc.hasBack) {
            this.state.side = "front";
        }
        this.selection.prune();
        this.touch();
    }

    /** Something the screen shows has changed. */
    touch() {
        this.state.version++;
    }

    tell(text) {
        this.state.told = text;
    }

    get elements() {
        return this.doc.elements(this.state.side);
    }

    show(side) {
        if (side !== this.state.side) {
            this.state.side = side;
            this.selection.clear();
        }
    }

    setMode(mode) {
        this.state.mode = mode;
    }

    /** Where an element is, also while it is dragged. */
    boxOf(element) {
        return this.state.drag?.boxes?.get(element.id) || boxOf(element);
    }

    /** The face as it looks now, with what is dragged where it is held. */
    get template() {
        return this.doc.toTemplate(this.state.drag?.boxes);
    }

    // --- problems --------------------------------------------------------------

    /** @param {Object[]} problems as the server tells them, with the element's id added */
    setProblems(problems) {
        this.state.problems = problems;
    }

    get errors() {
        return this.state.problems.filter(({ level }) => level === "error");
    }

    /** @returns {""|"warning"|"error"} the worst that is wrong with an element */
    troubleOf(id) {
        const levels = this.state.problems
            .filter((problem) => problem.id === id)
            .map(({ level }) => level);
        return levels.includes("error") ? "error" : levels[0] || "";
    }

    /** Brings what a problem is about before one's eyes. */
    jump({ id }) {
        this.setMode("design");
        const side = id && this.doc.sideOf(id);
        if (side) {
            this.show(side);
            this.selection.set([id]);
        } else {
            this.selection.clear();
        }
    }
}
