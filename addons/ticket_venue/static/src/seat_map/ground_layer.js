import { FONT } from "./fonts.js";

const FILLS = { stage: "#e3e6ee", field: "#dfeadf", wall: "#e6e8ee", aisle: "#eceef3" };

/** Shapes, sections and standing areas: what lies under the seats. */
export function drawGround(ctx, scene, view, { diameter, hoverBlock, size }) {
    for (const shape of scene.geometry.shapes) {
        drawShape(ctx, shape, view, scene.theme);
    }
    for (const block of scene.blocks) {
        if (block.box && isOnScreen(block.box, view, size)) {
            const fill = blockFill(block, scene, diameter);
            drawBlock(ctx, block, view, scene.theme, fill, block === hoverBlock);
        }
    }
}

function isOnScreen([left, top, right, bottom], { scale, x, y }, { width, height }) {
    return (
        right * scale + x > 0 &&
        left * scale + x < width &&
        bottom * scale + y > 0 &&
        top * scale + y < height
    );
}

function trace(ctx, points, { scale, x, y }, close) {
    ctx.beginPath();
    points.forEach(([px, py], index) =>
        index
            ? ctx.lineTo(px * scale + x, py * scale + y)
            : ctx.moveTo(px * scale + x, py * scale + y),
    );
    if (close) {
        ctx.closePath();
    }
}

function drawBlock(ctx, block, view, theme, fill, isHovered) {
    ctx.fillStyle = fill;
    ctx.strokeStyle = isHovered ? theme.focus : block.standing ? block.color : theme.line;
    ctx.lineWidth = isHovered ? 2.5 : 1;
    for (const part of block.parts) {
        trace(ctx, part, view, true);
        ctx.fill();
        ctx.stroke();
    }
}

/** From far the ground tells the zone, and how much of it is left; of figures it is plain. */
function blockFill(block, { theme, mode }, diameter) {
    if (!block.color || mode === "heat") {
        return theme.surface;
    }
    const full = block.standing ? 1 : block.total;
    const share = full ? Math.min(block.free / full, 1) : 0;
    const closeness = Math.min(Math.max((diameter - 1.5) / 4, 0), 1);
    const tint = block.standing ? 0.36 : 0.38 - 0.31 * closeness;
    return mix(block.color, theme.surface, tint * (0.3 + 0.7 * share));
}

/** An opaque colour between two. */
function mix(color, ground, share) {
    const part = (from) => {
        const a = parseInt(color.slice(from, from + 2), 16);
        const b = parseInt(ground.slice(from, from + 2), 16);
        return Math.round(a * share + b * (1 - share));
    };
    return `rgb(${part(1)},${part(3)},${part(5)})`;
}

function drawShape(ctx, shape, view, theme) {
    ctx.save();
    const box = shapeBox(shape);
    const centre = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const [x, y] = [centre[0] * view.scale + view.x, centre[1] * view.scale + view.y];
    ctx.translate(x, y);
    ctx.rotate(((shape.rotation || 0) * Math.PI) / 180);
    const width = (box[2] - box[0]) * view.scale;
    const height = (box[3] - box[1]) * view.scale;
    ctx.fillStyle = hex(shape.fill) || FILLS[shape.role] || FILLS.wall;
    ctx.strokeStyle = hex(shape.stroke) || theme.line;
    ctx.lineWidth = 1;
    if (shape.shape === "rect") {
        ctx.beginPath();
        ctx.roundRect(-width / 2, -height / 2, width, height, Math.min(width, height) * 0.06);
        paint(ctx);
    } else if (shape.shape === "ellipse") {
        ctx.beginPath();
        ctx.ellipse(0, 0, width / 2, height / 2, 0, 0, 2 * Math.PI);
        paint(ctx);
    } else if (shape.points?.length > 1) {
        const local = { scale: view.scale, x: -centre[0] * view.scale, y: -centre[1] * view.scale };
        trace(ctx, shape.points, local, shape.shape === "polygon");
        if (shape.shape === "polygon") {
            ctx.fill();
        } else {
            ctx.lineWidth = Math.max((shape.size || 8) * view.scale, 1);
        }
        ctx.stroke();
    }
    if (shape.text) {
        const size = textSize(ctx, shape, width, height, view.scale);
        ctx.font = `600 ${size}px ${FONT}`;
        ctx.fillStyle = hex(shape.color) || theme.faded;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        if (size >= 7) {
            ctx.fillText(shape.text, 0, 0);
        }
    }
    ctx.restore();
}

function paint(ctx) {
    ctx.fill();
    ctx.stroke();
}

function textSize(ctx, shape, width, height, scale) {
    if (shape.size) {
        return shape.size * scale;
    }
    ctx.font = `600 10px ${FONT}`;
    const room = (width * 0.8) / Math.max(ctx.measureText(shape.text).width / 10, 1);
    return Math.min(height * 0.4, room, 28);
}

function hex(color) {
    return /^#[0-9a-f]{6}$/i.test(color) ? color : null;
}

function shapeBox(shape) {
    const { x = 0, y = 0 } = shape;
    if (shape.shape === "rect") {
        return [x, y, x + shape.w, y + shape.h];
    }
    if (shape.shape === "ellipse") {
        return [x - shape.rx, y - shape.ry, x + shape.rx, y + shape.ry];
    }
    if (shape.points?.length) {
        const xs = shape.points.map((point) => point[0]);
        const ys = shape.points.map((point) => point[1]);
        return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
    return [x, y, x, y];
}
