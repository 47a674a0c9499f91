import { shapeCorners } from "../../utils/plan/things.js";
import { INK } from "./pen.js";

const MOST_RINGS = 3000;
const RINGS_FROM = 11; // diameter of a seat in CSS pixels

/** Rings around the seats selected, lines around the rest, a box around all of it. */
export function drawSelection(pen, editor) {
    const { selection, doc } = editor;
    drawFocal(pen, doc.focal);
    if (!selection.size) {
        return;
    }
    drawRings(pen, editor);
    for (const shape of selection.shapeRecords) {
        pen.line(shapeCorners(shape), { close: shape.shape !== "line", width: 2 });
    }
    for (const { polygon } of selection.areaRecords) {
        pen.line(polygon || [], { close: true, width: 2.5 });
    }
    const [left, top, right, bottom] = selection.bounds;
    const room = 12 / pen.viewport.scale + (selection.seats.size ? 25 : 0);
    const box = [left - room, top - room, right + room, bottom + room];
    pen.box(box, { width: 1, dash: [4, 4] });
}

function drawRings({ ctx, viewport }, { drawn, selection }) {
    const { geometry, indexOf } = drawn;
    const smallest = Math.min(...geometry.radius.filter((radius) => radius > 0), 20);
    if (selection.seats.size > MOST_RINGS || 2 * smallest * viewport.scale < RINGS_FROM) {
        return;
    }
    ctx.beginPath();
    for (const id of selection.seats) {
        const index = indexOf.get(id);
        if (index === undefined) {
            continue;
        }
        const [x, y] = viewport.toScreen(geometry.x[index], geometry.y[index]);
        const r = geometry.radius[geometry.section[index]] * viewport.scale + 1.5;
        ctx.moveTo(x + r, y);
        ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
    ctx.strokeStyle = INK;
    ctx.lineWidth = 2;
    ctx.stroke();
}

function drawFocal(pen, focal) {
    if (focal) {
        pen.cross(...focal, 9, "#c2410c");
    }
}
