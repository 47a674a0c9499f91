import { isInside } from "../../utils/polygon.js";
import { seatsMeant } from "../../utils/plan/selecting.js";
import { isOnShape } from "../../utils/plan/things.js";
import { BoxDrag } from "./box_drag.js";
import { CornerDrag, cornersOf } from "./corner_drag.js";
import { MoveDrag } from "./move_drag.js";
import { RotateDrag, rotateGrip } from "./rotate_drag.js";

const GRIP = 14; // CSS pixels around a grip that take it
const DOUBLE = 400; // milliseconds

/** Selects by click and drag, and moves and turns what is selected. */
export class SelectTool {
    constructor(editor) {
        this.editor = editor;
        this.drag = null;
        this.last = { time: 0, times: 0 };
        this.over = null;
    }

    get options() {
        return this.editor.optionsOf("select");
    }

    get cursor() {
        return this.over || "default";
    }

    down(point) {
        this.drag = this.dragFrom(point);
        return true;
    }

    dragFrom(point) {
        const { editor } = this;
        const grip = this.gripAt(point);
        if (grip && !editor.readonly) {
            return grip === "turn" ? new RotateDrag(editor, point) : new CornerDrag(editor, grip);
        }
        const hit = this.hit(point);
        if (!hit) {
            return new BoxDrag(editor, point, this.options.draws);
        }
        const things = this.meant(hit, point);
        const wasSelected = editor.selection.has(things);
        if (point.shift) {
            editor.selection.toggle(things);
        } else if (!wasSelected) {
            editor.selection.set(things);
        }
        return new MoveDrag(editor, point, { things, wasSelected: wasSelected && !point.shift });
    }

    /** A second click on the same place takes the row, a third one the section. */
    meant(hit, { x, y }) {
        const now = performance.now();
        const { last } = this;
        const isAgain = now - last.time < DOUBLE && Math.hypot(x - last.x, y - last.y) < 8;
        this.last = { time: now, times: isAgain ? last.times + 1 : 0, x, y };
        if (!hit.seats) {
            return hit;
        }
        const reaches = ["seat", "row", "section"];
        const start = reaches.indexOf(this.options.reach);
        const reach = reaches[Math.min(start + this.last.times, 2)];
        return { seats: seatsMeant(this.editor.doc, hit.seats[0], reach) };
    }

    /** Seats lie over areas, and areas over shapes. */
    hit({ at, seat, pixel }) {
        const { doc } = this.editor;
        const id = this.editor.seatAt(seat);
        if (id) {
            return { seats: [id] };
        }
        const areas = doc.orderedSections.filter(
            ({ kind, polygon }) => kind === "standing" && polygon && isInside(polygon, ...at),
        );
        if (areas.length) {
            return { areas: [areas.at(-1).id] };
        }
        const shapes = [...doc.shapes.values()].filter((shape) =>
            isOnShape(shape, ...at, 6 * pixel),
        );
        return shapes.length ? { shapes: [shapes.at(-1).id] } : null;
    }

    /** @returns {"turn" | Object | null} the grip under the pointer */
    gripAt({ x, y }) {
        const { viewport } = this.editor.view;
        const turn = rotateGrip(this.editor, viewport);
        if (turn && Math.hypot(turn[0] - x, turn[1] - y) < GRIP) {
            return "turn";
        }
        const corners = cornersOf(this.editor.selection);
        return corners.find(({ at }) => {
            const [cx, cy] = viewport.toScreen(...at);
            return Math.hypot(cx - x, cy - y) < GRIP;
        });
    }

    move(point) {
        if (this.drag) {
            this.drag.move(point);
            return;
        }
        const grip = this.gripAt(point);
        const hit = grip || this.hit(point);
        this.over = grip === "turn" ? "grab" : grip ? "nwse-resize" : hit ? "move" : null;
    }

    up(point) {
        this.drag?.up(point);
        this.drag = null;
    }

    cancel() {
        this.drag = null;
    }

    key(ev) {
        if (ev.key === "Escape" && this.drag) {
            this.drag = null;
            return true;
        }
        return false;
    }

    draw(pen) {
        if (this.drag) {
            this.drag.draw(pen);
        } else if (!this.editor.readonly) {
            this.drawGrips(pen);
        }
    }

    drawGrips(pen) {
        const turn = rotateGrip(this.editor, pen.viewport);
        if (turn) {
            const { bounds } = this.editor.selection;
            const top = pen.viewport.toScreen((bounds[0] + bounds[2]) / 2, bounds[1]);
            pen.line([pen.viewport.toMap(...top), pen.viewport.toMap(...turn)], { width: 1.5 });
            pen.grip(...turn);
        }
        for (const { at } of cornersOf(this.editor.selection)) {
            pen.grip(...pen.viewport.toScreen(...at), 6);
        }
    }
}
