const LINE = "#e4e7ee";
const STRONG = "#d3d8e2";
const LEAST = 14; // CSS pixels between two lines

/** Squared paper: lines a metre apart, or five, ten, fifty when seen from far. */
export function drawGrid(ctx, viewport) {
    const step = [100, 500, 1000, 5000, 10000].find((size) => size * viewport.scale >= LEAST);
    if (!step) {
        return;
    }
    const [left, top, right, bottom] = viewport.window;
    for (const strong of [false, true]) {
        ctx.beginPath();
        for (let x = Math.ceil(left / step) * step; x <= right; x += step) {
            if ((Math.round(x / step) % 5 === 0) === strong) {
                const at = Math.round(viewport.toScreen(x, 0)[0]) + 0.5;
                ctx.moveTo(at, 0);
                ctx.lineTo(at, viewport.height);
            }
        }
        for (let y = Math.ceil(top / step) * step; y <= bottom; y += step) {
            if ((Math.round(y / step) % 5 === 0) === strong) {
                const at = Math.round(viewport.toScreen(0, y)[1]) + 0.5;
                ctx.moveTo(0, at);
                ctx.lineTo(viewport.width, at);
            }
        }
        ctx.strokeStyle = strong ? STRONG : LINE;
        ctx.lineWidth = 1;
        ctx.stroke();
    }
}

/** A length that is easy to read, and how long it is on the screen. */
export function scaleBar(viewport) {
    const lengths = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
    const length = lengths.findLast((units) => units * viewport.scale <= 130) || lengths[0];
    return { metres: length / 100, width: length * viewport.scale };
}
