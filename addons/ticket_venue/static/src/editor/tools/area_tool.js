import { _t } from "@web/core/l10n/translation";
import { areaBetween, areaCapacity } from "../../utils/plan/blocks.js";
import { round, shapeInBox } from "../../utils/plan/things.js";
import { snapPoint } from "./snapping.js";

const DRAG_FROM = 8; // CSS pixels
const CLOSE = 12;
const DOUBLE = 350; // milliseconds

/**
 * Stage, standing areas and shapes: a drag makes a box, clicks set corners that end with a
 * double-click, Enter, or a click on the first one.
 */
export class AreaTool {
    constructor(editor, code) {
        this.editor = editor;
        this.code = code;
        this.cursor = "crosshair";
        this.cancel();
    }

    get options() {
        return this.editor.optionsOf(this.code);
    }

    /** rect, ellipse: boxes; polygon: either; line: corners only. */
    get form() {
        return { stage: "rect", standing: "polygon" }[this.code] || this.options.shape;
    }

    get takesCorners() {
        return this.form === "polygon" || this.form === "line";
    }

    cancel() {
        this.start = null;
        this.now = null;
        this.corners = [];
        this.isBox = false;
        this.pressed = { time: 0, x: 0, y: 0 };
    }

    down(point) {
        this.start = point;
        this.from = snapPoint(this.editor, point).at;
        this.isBox = false;
        return true;
    }

    move(point) {
        const { at, lines } = snapPoint(this.editor, point);
        this.now = at;
        this.lines = lines;
        const isFar =
            this.start && Math.hypot(point.x - this.start.x, point.y - this.start.y) > DRAG_FROM;
        if (isFar && this.form !== "line" && !this.corners.length) {
            this.isBox = true;
        }
    }

    up(point) {
        const { isBox, from } = this;
        const to = snapPoint(this.editor, point).at;
        this.start = null;
        if (isBox) {
            this.finish(this.boxed(from, to));
        } else if (this.takesCorners) {
            this.addCorner(point, to);
        }
    }

    addCorner({ x, y }, at) {
        const now = performance.now();
        const { time, x: lastX, y: lastY } = this.pressed;
        const isDouble = now - time < DOUBLE && Math.hypot(x - lastX, y - lastY) < CLOSE;
        this.pressed = { time: now, x, y };
        const { viewport } = this.editor.view;
        const first = this.corners.length > 2 && viewport.toScreen(...this.corners[0]);
        const isClosed = first && Math.hypot(first[0] - x, first[1] - y) < CLOSE;
        if (isDouble || isClosed) {
            this.close();
        } else {
            this.corners.push(at);
        }
    }

    close() {
        const least = this.form === "line" ? 2 : 3;
        if (this.corners.length >= least) {
            this.finish({ shape: this.form, points: this.corners });
        }
    }

    key({ key }) {
        if (key === "Enter" && this.corners.length) {
            this.close();
            return true;
        }
        if (key === "Backspace" && this.corners.length) {
            this.corners.pop();
            return true;
        }
        if (key === "Escape" && (this.corners.length || this.start)) {
            this.cancel();
            return true;
        }
        return false;
    }

    boxed(from, to) {
        if (this.form !== "polygon") {
            return shapeInBox(this.form, from, to);
        }
        return { shape: "polygon", points: areaBetween(from, to) };
    }

    finish(shape) {
        this.cancel();
        const { editor } = this;
        if (this.code === "standing") {
            this.putArea(shape.points);
            return;
        }
        const { role, text } = this.meaning;
        const id = editor.commands.change(_t("Shape"), (edit) => {
            if (role === "stage" && !editor.doc.focal && shape.shape === "rect") {
                edit.setFocal([round(shape.x + shape.w / 2), round(shape.y + shape.h)]);
            }
            return edit.putShape({ ...shape, role, ...(text ? { text } : {}) });
        });
        this.done({ shapes: [id] });
    }

    get meaning() {
        const { role, text } = this.options;
        return this.code === "stage"
            ? { role: "stage", text: text || _t("Stage") }
            : { role, text };
    }

    putArea(points) {
        const { editor } = this;
        const { name, capacity } = this.options;
        const people = capacity || areaCapacity(points);
        const id = editor.commands.change(_t("Standing area"), (edit) =>
            edit.putSection({
                name: editor.freeName(name.trim() || _t("Floor")),
                kind: "standing",
                capacity: people,
                polygon: points,
            }),
        );
        this.done({ areas: [id] });
    }

    /** What was drawn is selected, and can be changed at once. */
    done(things) {
        this.editor.choose("select");
        this.editor.selection.set(things);
    }

    draw(pen) {
        pen.guides((this.now && this.lines) || []);
        if (this.isBox) {
            this.drawBox(pen);
        } else if (this.corners.length) {
            const points = [...this.corners, this.now || this.corners.at(-1)];
            pen.line(points, {
                close: this.form !== "line",
                fill: this.form === "line" ? 0 : 0.15,
            });
            this.corners.forEach((corner) => pen.grip(...pen.viewport.toScreen(...corner), 5));
        }
    }

    drawBox(pen) {
        const shape = this.boxed(this.from, this.now);
        if (shape.shape === "ellipse") {
            pen.ellipse(shape.x, shape.y, shape.rx, shape.ry, { fill: 0.15 });
        } else {
            pen.box([...this.from, ...this.now], { fill: 0.15 });
        }
        const [width, depth] = [0, 1].map((part) =>
            (Math.abs(this.now[part] - this.from[part]) / 100).toFixed(1),
        );
        const [x, y] = pen.viewport.toScreen(...this.now);
        pen.note(_t("%(width)s × %(depth)s m", { width, depth }), x, y + 14);
    }
}
