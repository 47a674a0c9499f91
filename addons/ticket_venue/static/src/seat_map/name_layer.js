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
    const name = block.section.name;
    const room = (block.box[2] - block.box[0]) * view.scale;
    const isWide = textWidth(ctx, 600, 14, name) < room;
    const size = isWide ? 14 : 11;
    const half = textWidth(ctx, 600, size, name) / 2;
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
    ctx.strokeText(name, x, y);
    ctx.fillStyle = scene.theme.ink;
    ctx.fillText(name, x, y);
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
    const name = block.section.name;
    const attempts = [
        { font: 17, count: tells ? showFree(block.free) : "", fits: [0.4, 0.3] },
        { font: 13, count: tells ? showFree(block.free) : "", fits: [0.8, 0.5] },
        { font: 13, count: "", fits: [0.8, 0.5] },
        { font: 11, count: "", fits: [1, 0.7] },
        { font: 10, count: "", fits: [1.6, 1] },
    ];
    for (const { font, count, fits } of attempts) {
        const nameWidth = textWidth(ctx, 600, font, name);
        const width = Math.max(nameWidth, count ? textWidth(ctx, 400, font - 1, count) : 0) + 12;
        const height = count ? font * 2 + 12 : font + 7;
        const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
        const isFree = !taken.some((other) => overlap(box, other));
        if (isFree && width <= room * fits[0] && height <= tall * fits[1]) {
            taken.push(box);
            paintPill(ctx, scene.theme, { x, y, box, width, height, font, name, count });
            return;
        }
    }
}

function paintPill(ctx, theme, { x, y, box, width, height, font, name, count }) {
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
    ctx.fillText(name, x, count ? y - font * 0.55 : y + 0.5);
    if (count) {
        ctx.font = `400 ${font - 1}px ${FONT}`;
        ctx.fillStyle = theme.faded;
        ctx.fillText(count, x, y + font * 0.72);
    }
}

function overlap(a, b) {
    return a[0] < b[2] + 2 && a[2] > b[0] - 2 && a[1] < b[3] + 2 && a[3] > b[1] - 2;
}
