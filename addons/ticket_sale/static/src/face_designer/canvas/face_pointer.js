import { _t } from "@web/core/l10n/translation";
import { boxAround, elementAt, overlap, resized } from "../utils/face_boxes.js";
import { drawnBox, grown, movedBoxes, pulledBoxes } from "../utils/face_drag.js";
import { snapLines, snapMove, snapPull } from "../utils/face_snap.js";
import { toPage } from "../utils/face_view.js";

const START = 3; // pixels before a press becomes a drag
const REACH = 6; // pixels within which things snap, and lines are hit
const GRID = 0.5; // millimetres

/** What the pointer does on the page: pick, move, pull at a handle, draw a box, pan. */
export class FacePointer {
    constructor(editor, drawer) {
        this.editor = editor;
        this.drawer = drawer;
        this.isPanning = false;
        this.press = null;
    }

    get view() {
        return this.editor.state.view;
    }

    at([left, top]) {
        return toPage(this.view, left, top);
    }

    down(spot, ev) {
        const [x, y] = this.at(spot);
        const base = { spot, x, y, ev, isDragging: false };
        const handle = ev.target.dataset?.handle;
        if (this.isPanning || ev.button === 1) {
            this.press = { ...base, kind: "pan", from: { ...this.view } };
        } else if (handle) {
            this.press = { ...base, kind: "pull", handle };
        } else {
            this.press = { ...base, ...this._pick(x, y, ev) };
        }
    }

    /** What can be met on the page: nothing hidden, locked or of other tickets. */
    get _seen() {
        const { selection, elements } = this.editor;
        return elements.filter(
            (element) => selection.has(element.id) || !this.drawer.isElsewhere(element),
        );
    }

    /** A press on an element selects it; beside all of them it begins a box. */
    _pick(x, y, ev) {
        const { selection } = this.editor;
        const reach = REACH / 2 / this.view.zoom;
        const element = elementAt(this._seen, x, y, reach);
        const isMore = ev.shiftKey || ev.ctrlKey || ev.metaKey;
        if (!element) {
            const kept = isMore ? [...selection.ids] : [];
            selection.set(kept);
            return { kind: "box", kept };
        }
        if (!selection.has(element.id)) {
            selection.set(isMore ? [...selection.ids, element.id] : [element.id]);
            return { kind: "move" };
        }
        return { kind: "move", again: isMore ? "toggle" : "single", id: element.id };
    }

    move(spot, ev) {
        const { press } = this;
        if (!press) {
            return;
        }
        const dx = spot[0] - press.spot[0];
        const dy = spot[1] - press.spot[1];
        if (!press.isDragging && Math.hypot(dx, dy) < START) {
            return;
        }
        press.isDragging = true;
        const { zoom } = this.view;
        this[`_${press.kind}`](press, dx / zoom, dy / zoom, ev);
    }

    up(_spot, ev) {
        const { press, editor } = this;
        this.press = null;
        const drag = editor.state.drag;
        if (press && !press.isDragging && press.again === "toggle") {
            editor.selection.toggle(press.id);
        } else if (press && !press.isDragging && press.again === "single") {
            editor.selection.set([press.id]);
        } else if (drag?.boxes) {
            this._drop(press, drag, ev);
        }
        editor.state.drag = null;
    }

    /** Takes back what is dragged. */
    cancel() {
        const wasDragging = Boolean(this.editor.state.drag);
        this.press = null;
        this.editor.state.drag = null;
        if (wasDragging) {
            this.drawer.later(0);
        }
        return wasDragging;
    }

    _drop(press, { boxes }, ev) {
        if (press.kind === "move" && (ev.ctrlKey || ev.metaKey)) {
            this.editor.commands.dropCopies(boxes);
        } else {
            this.editor.commands.place(press.kind === "move" ? _t("Move") : _t("Resize"), boxes);
        }
    }

    _pan({ from }, dx, dy) {
        this.editor.state.view = {
            ...from,
            x: from.x + dx * from.zoom,
            y: from.y + dy * from.zoom,
        };
    }

    /** The lines of what is not dragged itself. */
    get _lines() {
        const { editor } = this;
        const others = editor.elements.filter(
            ({ id, hidden }) => !hidden && !editor.selection.has(id),
        );
        return snapLines(others, editor.doc.page);
    }

    _snapping(ev) {
        const { snaps, hasGrid } = this.editor.state;
        const isOn = snaps && !ev.altKey;
        return {
            tolerance: isOn ? REACH / this.view.zoom : -1,
            step: isOn && hasGrid ? GRID : 0,
        };
    }

    _move(press, dx, dy, ev) {
        const { free } = this.editor.selection;
        const around = boxAround(free);
        if (!around) {
            return;
        }
        if (ev.shiftKey) {
            [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy];
        }
        const { tolerance, step } = this._snapping(ev);
        const moved = { ...around, x: around.x + dx, y: around.y + dy };
        press.lines ??= this._lines;
        const snap = snapMove(moved, press.lines, tolerance, step);
        const boxes = movedBoxes(free, dx + snap.dx, dy + snap.dy);
        this.editor.state.drag = { kind: "move", boxes, guides: snap.guides };
    }

    _pull(press, dx, dy, ev) {
        const { free } = this.editor.selection;
        const around = boxAround(free);
        if (!around) {
            return;
        }
        const { handle } = press;
        const [only] = free;
        const keep = {
            square: free.length === 1 && only.type === "qr",
            ratio: ev.shiftKey && around.h ? around.w / around.h : 0,
        };
        const { tolerance, step } = this._snapping(ev);
        press.lines ??= this._lines;
        const loose = resized(around, handle, dx, dy, keep);
        const snap = snapPull(loose, handle, press.lines, tolerance, step);
        const to = resized(around, handle, dx + snap.dx, dy + snap.dy, keep);
        const boxes = pulledBoxes(free, around, to);
        this.editor.state.drag = { kind: "pull", boxes, guides: snap.guides };
        this.drawer.later(30);
    }

    _box(press, dx, dy) {
        const box = drawnBox(press, dx, dy);
        const met = this._seen
            .filter(({ hidden, locked }) => !hidden && !locked)
            .filter((element) => overlap(grown(element), box));
        this.editor.selection.set([...press.kept, ...met.map(({ id }) => id)]);
        this.editor.state.drag = { kind: "box", box, guides: [] };
    }
}
