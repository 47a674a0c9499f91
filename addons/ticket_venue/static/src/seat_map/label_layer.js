import { NEAR } from "../utils/detail.js";

const FONT = "system-ui, -apple-system, 'Noto Sans SC', sans-serif";
const ROW_LABELS_FROM = 9;
const ICONS_FROM = 11;
const PILLS_UNTIL = 10;
const WHEELCHAIR = "wheelchair";

/** Names and numbers, as many as there is room for. */
export function drawLabels(ctx, scene, view, { detail, diameter, size, showFree }) {
    if (diameter >= ROW_LABELS_FROM) {
        drawRowLabels(ctx, scene, view, diameter, size);
    }
    if (diameter >= ICONS_FROM) {
        drawSeatLabels(ctx, scene, view, detail, size);
    }
    drawPills(ctx, scene, view, diameter, size, showFree);
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
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    let font = "";
    scene.index.visit(...window(view, size), (seat) => {
        const { ink } = styles.at(seatStyles[seat]);
        if (!ink) {
            return;
        }
        const half = radius[section[seat]] * view.scale;
        const [atX, atY] = [x[seat] * view.scale + view.x, y[seat] * view.scale + view.y];
        if (kind[seat] === accessible && half < 17) {
            drawWheelchair(ctx, atX, atY, half * 0.62, ink);
        } else if (detail === NEAR) {
            const label = numbers[seat];
            const wanted = `600 ${Math.round(half * (label.length > 2 ? 0.76 : 0.95))}px ${FONT}`;
            if (wanted !== font) {
                ctx.font = font = wanted;
            }
            ctx.fillStyle = ink;
            ctx.fillText(label, atX, atY + half * 0.06);
        }
    });
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

/** Section names on pills; one that would cover another is left out. */
function drawPills(ctx, scene, view, diameter, size, showFree) {
    const taken = [];
    const blocks = scene.blocks.filter(
        (block) => block.anchor && (block.standing || diameter < PILLS_UNTIL)
    );
    blocks.sort((a, b) => Number(b.standing) - Number(a.standing) || b.total - a.total);
    for (const block of blocks) {
        const x = block.anchor[0] * view.scale + view.x;
        const y = block.anchor[1] * view.scale + view.y;
        if (x < -80 || y < -40 || x > size.width + 80 || y > size.height + 40) {
            continue;
        }
        const room = (block.box[2] - block.box[0] + 2 * block.margin) * view.scale;
        const tall = (block.box[3] - block.box[1] + 2 * block.margin) * view.scale;
        drawPill(ctx, block, scene.theme, { x, y, room, tall, taken, showFree });
    }
}

function drawPill(ctx, block, theme, { x, y, room, tall, taken, showFree }) {
    const font = room > 90 ? 13 : 11;
    ctx.font = `600 ${font}px ${FONT}`;
    const name = block.section.name;
    const hasCount = showFree && tall > 46 && (block.standing ? block.area : true);
    const count = hasCount ? showFree(block.free) : "";
    const nameWidth = ctx.measureText(name).width;
    ctx.font = `400 ${font - 1}px ${FONT}`;
    const countWidth = count ? ctx.measureText(count).width : 0;
    const withCount = count && countWidth < room;
    const width = Math.max(nameWidth, withCount ? countWidth : 0) + 14;
    const height = withCount ? font * 2 + 12 : font + 9;
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    const tooWide = width > Math.max(room, tall) * 1.5 + 12;
    if (tooWide || taken.some((other) => overlap(box, other))) {
        return;
    }
    taken.push(box);
    ctx.globalAlpha = 0.9;
    ctx.fillStyle = theme.surface;
    ctx.beginPath();
    ctx.roundRect(box[0], box[1], width, height, Math.min(height / 2, 9));
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.ink;
    ctx.font = `600 ${font}px ${FONT}`;
    ctx.fillText(name, x, withCount ? y - font * 0.55 : y + 0.5);
    if (withCount) {
        ctx.font = `400 ${font - 1}px ${FONT}`;
        ctx.fillStyle = theme.faded;
        ctx.fillText(count, x, y + font * 0.72);
    }
}

function overlap(a, b) {
    return a[0] < b[2] + 2 && a[2] > b[0] - 2 && a[1] < b[3] + 2 && a[3] > b[1] - 2;
}
