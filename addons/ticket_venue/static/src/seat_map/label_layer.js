import { NEAR } from "../utils/detail.js";
import { kindLook } from "../utils/seat_kinds.js";
import { FONT } from "./fonts.js";

const ROW_LABELS_FROM = 9;
const ICONS_FROM = 11;
/** A seat of so many pixels has room for its number and the letter of its kind. */
const LETTERS_BESIDE_FROM = 13;
const SMALLEST = 6;
const WHEELCHAIR = "wheelchair";

/** Numbers of rows and seats, once they can be read. */
export function drawLabels(ctx, scene, view, { detail, diameter, size }) {
    if (diameter >= ROW_LABELS_FROM) {
        drawRowLabels(ctx, scene, view, diameter, size);
    }
    if (diameter >= ICONS_FROM) {
        drawSeatLabels(ctx, scene, view, detail, size);
    }
}

function window(view, size, margin = 0) {
    return [
        (-view.x - margin) / view.scale,
        (-view.y - margin) / view.scale,
        (size.width - view.x + margin) / view.scale,
        (size.height - view.y + margin) / view.scale,
    ];
}

function drawSeatLabels(ctx, scene, view, detail, size) {
    const { geometry, styles, seatStyles } = scene;
    const { x, y, section, radius, numbers, kind, kindCodes } = geometry;
    const accessible = kindCodes.indexOf(WHEELCHAIR);
    const letters = kindCodes.map((code) => kindLook(code).letter);
    const pen = new Pen(ctx);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    scene.index.visit(...window(view, size), (seat) => {
        const { ink, share } = styles.at(seatStyles[seat]);
        if (!ink) {
            return;
        }
        const half = radius[section[seat]] * view.scale * share;
        const [atX, atY] = [x[seat] * view.scale + view.x, y[seat] * view.scale + view.y];
        const letter = letters[kind[seat]];
        if (kind[seat] === accessible && half < 17) {
            drawWheelchair(ctx, atX, atY, half * 0.62, ink);
        } else if (detail === NEAR) {
            const label = numbers[seat];
            const lift = letter ? half * 0.16 : 0;
            pen.write(label, atX, atY + half * 0.06 - lift, labelSize(half, label, lift), ink);
            if (letter && half >= LETTERS_BESIDE_FROM) {
                pen.write(letter, atX, atY + half * 0.58, half * 0.5, ink);
            }
        } else if (letter) {
            pen.write(letter, atX, atY + half * 0.06, half * 1.1, ink);
        }
    });
}

function labelSize(half, label, lift) {
    return half * (label.length > 2 ? 0.76 : 0.95) * (lift ? 0.8 : 1);
}

/** Writes in the middle of a place; the font is only changed when another is wanted. */
class Pen {
    constructor(ctx) {
        this.ctx = ctx;
        this.font = "";
    }

    write(text, x, y, wanted, color) {
        const size = Math.round(wanted);
        if (size < SMALLEST) {
            return;
        }
        const font = `600 ${size}px ${FONT}`;
        if (font !== this.font) {
            this.ctx.font = this.font = font;
        }
        this.ctx.fillStyle = color;
        this.ctx.fillText(text, x, y);
    }
}

function drawWheelchair(ctx, x, y, r, color) {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = Math.max(r * 0.24, 1.2);
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.arc(x - r * 0.12, y - r * 0.78, r * 0.2, 0, 7);
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x - r * 0.1, y + r * 0.3, r * 0.58, -2.2, 0.9, true);
    ctx.moveTo(x - r * 0.12, y - r * 0.4);
    ctx.lineTo(x - r * 0.08, y + r * 0.15);
    ctx.lineTo(x + r * 0.42, y + r * 0.15);
    ctx.lineTo(x + r * 0.7, y + r * 0.75);
    ctx.stroke();
}

function drawRowLabels(ctx, scene, view, diameter, size) {
    const { geometry, theme } = scene;
    const [left, top, right, bottom] = window(view, size, 40);
    ctx.font = `600 ${Math.min(Math.max(diameter * 0.55, 9), 15)}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.faded;
    const write = (label, seat, inner) => {
        const [x, y] = [geometry.x[seat], geometry.y[seat]];
        if (x < left || x > right || y < top || y > bottom) {
            return;
        }
        const pitch = geometry.radius[geometry.section[seat]] * 2.2;
        const [dx, dy] = [x - geometry.x[inner], y - geometry.y[inner]];
        const length = Math.hypot(dx, dy);
        const share = length ? pitch / length : 0;
        const atX = x + (length ? dx * share : -pitch);
        const atY = y + dy * share;
        ctx.fillText(label, atX * view.scale + view.x, atY * view.scale + view.y);
    };
    for (const { label, seats } of geometry.rows) {
        if (label) {
            write(label, seats[0], seats[1] ?? seats[0]);
            if (seats.length > 1) {
                write(label, seats.at(-1), seats.at(-2));
            }
        }
    }
}
