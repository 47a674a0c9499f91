import { reactive } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { boxOf } from "../utils/polygon.js";
import { toGeometry } from "../utils/plan/document.js";
import { shapeCorners } from "../utils/plan/things.js";
import { PlanCommands } from "./plan_commands.js";
import { PlanCopies } from "./plan_copies.js";
import { PlanSelection } from "./plan_selection.js";
import { startOptions } from "./tool_fields.js";

/** Room around an empty map: a hall of fifty metres by forty. */
const EMPTY_BOUNDS = [-2500, -1000, 2500, 3000];
const LEAST_MARGIN = 600;

/**
 * What the editor's parts share: the document, what is selected, the tool in hand and its
 * options. Components read `state` (see `useEditor`), so that they follow every change.
 */
export class PlanEditor {
    /** @param {import("../utils/plan/plan_document.js").PlanDocument} doc */
    constructor(doc, { kinds = [], map = 0, readonly = false } = {}) {
        this.doc = doc;
        this.kinds = kinds;
        this.map = map;
        this.readonly = readonly;
        this.state = reactive({
            version: doc.version,
            tool: "select",
            section: 0,
            newSection: "",
            options: startOptions(),
            told: "",
            measuring: false,
        });
        this.selection = new PlanSelection(this);
        this.commands = new PlanCommands(this);
        this.copies = new PlanCopies(this);
        this.preview = null;
        this.redraw = () => {};
        this.state.section = this.lastSection;
        this.stopListening = doc.listen(() => this.follow());
        this.follow();
    }

    /** The document has changed: forget what is gone. */
    follow() {
        this.selection.prune();
        if (this.state.section && !this.doc.sections.has(this.state.section)) {
            this.state.section = this.lastSection;
        }
        this.touch();
    }

    get lastSection() {
        const seated = this.doc.orderedSections.filter(({ kind }) => kind === "seated");
        return seated.at(-1)?.id || 0;
    }

    /** Something the screen shows has changed. */
    touch() {
        this.state.version++;
        this.redraw();
    }

    /** The server has given ids to what was new. */
    rename({ seats, sections }) {
        this.selection.rename(seats, sections);
        this.state.section = sections.get(this.state.section) ?? this.state.section;
        this.touch();
    }

    get isEmpty() {
        const { seats, shapes, sections, background } = this.doc;
        const hasArea = [...sections.values()].some(({ kind }) => kind === "standing");
        return !seats.size && !shapes.size && !hasArea && !background;
    }

    /** Another tool in hand; what draws begins with nothing selected. */
    choose(tool) {
        this.state.tool = tool;
        this.state.measuring = false;
        if (tool !== "select" && tool !== "pan") {
            this.selection.clearQuietly();
        }
        this.touch();
    }

    optionsOf(tool) {
        return this.state.options[tool];
    }

    setOption(tool, name, value) {
        this.state.options[tool][name] = value;
        this.touch();
    }

    tell(text) {
        this.state.told = text;
    }

    // --- what the view shows ---------------------------------------------------

    /** Made once a change: `{geometry, seatIds, indexOf}` with room around the map. */
    get drawn() {
        const { doc, preview } = this;
        if (this.made?.version !== doc.version || this.made.preview !== preview) {
            const drawn = toGeometry(doc);
            const geometry = { ...drawn.geometry, map: this.map, bounds: this.bounds() };
            this.made = {
                version: doc.version,
                preview,
                drawn: { ...drawn, geometry: preview ? preview(geometry, drawn) : geometry },
            };
        }
        return this.made.drawn;
    }

    bounds() {
        const { shapes, background } = this.doc;
        const { geometry } = toGeometry(this.doc);
        const corners = [...shapes.values()].flatMap(shapeCorners);
        if (background?.width) {
            const { x, y, width, ratio } = background;
            corners.push([x, y], [x + width, y + width * (ratio || 0.7)]);
        }
        if (this.isEmpty) {
            return EMPTY_BOUNDS;
        }
        const [left, top, right, bottom] = boxOf([
            ...corners,
            ...(geometry.count || !corners.length
                ? [geometry.bounds.slice(0, 2), geometry.bounds.slice(2)]
                : []),
        ]);
        const margin = Math.max(LEAST_MARGIN, (right - left) * 0.08, (bottom - top) * 0.08);
        return [left - margin, top - margin, right + margin, bottom + margin];
    }

    /** The id of the seat with this index on the view, 0 for none. */
    seatAt(index) {
        return index < 0 ? 0 : this.drawn.seatIds[index];
    }

    /** Brings a part of the map on the screen, if it is not there. */
    reveal(box) {
        const [left, top, right, bottom] = this.view.viewport.window;
        if (box && (box[0] < left || box[1] < top || box[2] > right || box[3] > bottom)) {
            this.show(box);
        }
    }

    show(box) {
        this.view.camera.flyTo((viewport) => viewport.showBox(box));
    }

    // --- sections --------------------------------------------------------------

    /** The section new seats go to; made in this step when there is none yet. */
    sectionFor(edit) {
        const { section, newSection } = this.state;
        if (section && this.doc.sections.has(section)) {
            return section;
        }
        const name = newSection.trim() || this.freeName(_t("Stalls"));
        const id = edit.putSection({ name, kind: "seated" });
        this.state.section = id;
        this.state.newSection = "";
        return id;
    }

    /** @returns {string} the name, with a number when another section has it */
    freeName(name) {
        const names = new Set([...this.doc.sections.values()].map((section) => section.name));
        let [candidate, count] = [name, 1];
        while (names.has(candidate)) {
            candidate = `${name} ${++count}`;
        }
        return candidate;
    }
}
