import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { boxAround, handlePlace, handlesOf } from "../utils/face_boxes.js";
import { layerText } from "../utils/face_elements.js";
import { toScreen } from "../utils/face_view.js";

const HANDLE = 9; // pixels
const CURSORS = { nw: "nwse", se: "nwse", ne: "nesw", sw: "nesw", n: "ns", s: "ns" };

/** Frames, handles and guide lines over the page, in pixels so that they stay thin. */
export class FaceOverlay extends Component {
    static template = "ticket_sale.FaceOverlay";
    static props = { editor: Object, drawer: Object, width: Number, height: Number };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    /** A box in pixels. */
    onScreen({ x, y, w, h }) {
        const { view } = this.face.state;
        const [left, top] = toScreen(view, x, y);
        return { x: left, y: top, w: w * view.zoom, h: h * view.zoom };
    }

    get frames() {
        const { editor, selection } = this.face;
        const { side, drawn } = this.face.state;
        const { drawer } = this.props;
        const shows = drawn ? drawer.drawnIds(side) : new Set();
        return editor.elements
            .filter(({ hidden }) => !hidden)
            .filter((element) => selection.has(element.id) || !drawer.isElsewhere(element))
            .map((element) => ({
                id: element.id,
                isSelected: selection.has(element.id),
                isLocked: Boolean(element.locked),
                trouble: editor.troubleOf(element.id),
                isEmpty: !shows.has(element.id),
                text: shows.has(element.id)
                    ? ""
                    : layerText(element, editor.lang, editor.fieldNames),
                ...this.onScreen(editor.boxOf(element)),
            }));
    }

    get handles() {
        const { selection, editor } = this.face;
        const { free } = selection;
        if (!free.length || editor.state.drag?.kind === "box") {
            return [];
        }
        const box = this.onScreen(boxAround(free.map((element) => editor.boxOf(element))));
        const names = free.length === 1 ? handlesOf(free[0]) : ["nw", "ne", "se", "sw"];
        return names.map((name) => {
            const [across, down] = handlePlace(name);
            return {
                name,
                size: HANDLE,
                cursor: `${CURSORS[name] || "ew"}-resize`,
                x: box.x + across * box.w - HANDLE / 2,
                y: box.y + down * box.h - HANDLE / 2,
            };
        });
    }

    get guides() {
        const { drag, view } = this.face.state;
        return (drag?.guides || []).map(({ axis, at, from, to }) => {
            const [x1, y1] = axis === "x" ? [at, from] : [from, at];
            const [x2, y2] = axis === "x" ? [at, to] : [to, at];
            const [left, top] = toScreen(view, x1, y1);
            const [right, bottom] = toScreen(view, x2, y2);
            return { x1: left, y1: top, x2: right, y2: bottom };
        });
    }

    get marquee() {
        const { drag } = this.face.state;
        return drag?.kind === "box" ? this.onScreen(drag.box) : null;
    }

    /** Size and place, told beside what is dragged. */
    get measure() {
        const { drag } = this.face.state;
        const { box } = this.face.selection;
        if (!drag?.boxes || !box) {
            return null;
        }
        const { x, y, w, h } = this.onScreen(box);
        const shown = (value) => String(Math.round(value * 10) / 10);
        const text =
            drag.kind === "move"
                ? `${shown(box.x)} · ${shown(box.y)} mm`
                : `${shown(box.w)} × ${shown(box.h)} mm`;
        return { x: x + w / 2, y: y + h + 20, text };
    }
}
