import { inkOn } from "../utils/seat_styles.js";
import { FONT, textWidth } from "./fonts.js";

const PILLS_UNTIL = 5;

/** Section names: on pills amid the seats from far, before the front row when close. */
export function drawNames(ctx, scene, view, { diameter, size, showFree }) {
    const taken = [];
    for (const block of scene.named) {
        const amid = block.standing || diameter < PILLS_UNTIL;
        const x = block.anchor[0] * view.scale + view.x;
        const y = block.anchor[1] * view.scale + view.y;
        const spare = 80 + (amid ? 0 : Math.max(size.width, size.height));
        if (x < -spare || y < -spare || x > size.width + spare || y > size.height + spare) {
            continue;
        }
        if (amid) {
            drawPill(ctx, block, scene, view, taken, showFree);
        } else {
            drawFrontName(ctx, block, scene, view, taken);
        }
    }
}

function drawFrontName(ctx, block, scene, view, taken) {
    const { tag, color } = block;
    const name = block.section.name;
    const room = (block.box[2] - block.box[0]) * view.scale;
    const isWide = textWidth(ctx, 600, 14, name) < room;
    const size = isWide ? 14 : 11;
    const tagWidth = tagRoom(ctx, tag, size);
    const half = (textWidth(ctx, 600, size, name) + tagWidth) / 2;
    const [x, y] = isWide ? beforeFront(block, view, half) : aboveBox(block, view);
    const box = [x - half, y - 8, x + half, y + 8];
    if (taken.some((other) => overlap(box, other))) {
        return;
    }
    taken.push(box);
    ctx.font = `600 ${size}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = scene.theme.ground;
    ctx.strokeText(name, x + tagWidth / 2, y);
    ctx.fillStyle = scene.theme.ink;
    ctx.fillText(name, x + tagWidth / 2, y);
    if (tag) {
        paintTag(ctx, { text: tag, color, width: tagWidth }, x - half + tagWidth / 2, y, size);
    }
}

function tagRoom(ctx, tag, font) {
    return tag ? textWidth(ctx, 700, font - 2, tag) + 12 : 0;
}

function beforeFront({ front, anchor }, view, half) {
    const [dx, dy] = [front[0] - anchor[0], front[1] - anchor[1]];
    const length = Math.hypot(dx, dy) || 1;
    return [
        front[0] * view.scale + view.x + (dx / length) * (half + 8),
        front[1] * view.scale + view.y + (dy / length) * 14,
    ];
}

function aboveBox({ box }, view) {
    return [((box[0] + box[2]) / 2) * view.scale + view.x, box[1] * view.scale + view.y - 9];
}

/** Tries with the number of free seats, without it, smaller; else leaves the name out. */
function drawPill(ctx, block, scene, view, taken, showFree) {
    const x = block.anchor[0] * view.scale + view.x;
    const y = block.anchor[1] * view.scale + view.y;
    const room = (block.box[2] - block.box[0]) * view.scale;
    const tall = (block.box[3] - block.box[1]) * view.scale;
    const tells = showFree && (!block.standing || block.area);
    const { tag, color } = block;
    const attempts = [
        { font: 17, count: tells ? showFree(block.free) : "", fits: [0.4, 0.3] },
        { font: 13, count: tells ? showFree(block.free) : "", fits: [0.8, 0.5] },
        { font: 13, count: "", fits: [0.8, 0.5] },
        { font: 11, count: "", fits: [1, 0.7] },
        { font: 10, count: "", fits: [1.6, 1] },
        ...(tag ? [{ font: 11, count: "", fits: [1, 1], name: "" }] : []), // the sign alone
    ];
    for (const { font, count, fits, name = block.section.name } of attempts) {
        const tagWidth = tagRoom(ctx, tag, font);
        const nameWidth = textWidth(ctx, 600, font, name) + tagWidth;
        const width = Math.max(nameWidth, count ? textWidth(ctx, 400, font - 1, count) : 0) + 12;
        const height = count ? font * 2 + 12 : font + 7;
        const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
        const isFree = !taken.some((other) => overlap(box, other));
        if (isFree && width <= room * fits[0] && height <= tall * fits[1]) {
            taken.push(box);
            const words = { name, count, tag: tag && { text: tag, color, width: tagWidth } };
            paintPill(ctx, scene.theme, { x, y, box, width, height, font, ...words });
            return;
        }
    }
}

function paintPill(ctx, theme, { x, y, box, width, height, font, name, count, tag }) {
    ctx.globalAlpha = 0.88;
    ctx.fillStyle = theme.surface;
    ctx.beginPath();
    ctx.roundRect(box[0], box[1], width, height, Math.min(height / 2, 9));
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.ink;
    ctx.font = `600 ${font}px ${FONT}`;
    const line = count ? y - font * 0.55 : y + 0.5;
    ctx.fillText(name, x + (tag ? tag.width / 2 : 0), line);
    if (tag) {
        paintTag(ctx, tag, x - textWidth(ctx, 600, font, name) / 2, line, font);
    }
    if (count) {
        ctx.font = `400 ${font - 1}px ${FONT}`;
        ctx.fillStyle = theme.faded;
        ctx.fillText(count, x, y + font * 0.72);
    }
}

/** The zone's sign on its colour, left of the name. */
function paintTag(ctx, { text, color, width }, x, y, font) {
    ctx.fillStyle = color;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - font * 0.6, width - 4, font * 1.2, font * 0.35);
    ctx.fill();
    ctx.font = `700 ${font - 2}px ${FONT}`;
    ctx.fillStyle = inkOn(color);
    ctx.fillText(text, x - 2, y);
}

function overlap(a, b) {
    return a[0] < b[2] + 2 && a[2] > b[0] - 2 && a[1] < b[3] + 2 && a[3] > b[1] - 2;
}
