/**
 * What the person does: seats picked, the one pointed at, the one with the focus, the line
 * drawn around seats.
 */
export function drawMarks(ctx, scene, view, { selected, hover, focus, lasso, diameter }) {
    const { geometry, theme } = scene;
    const place = (seat) => ({
        x: geometry.x[seat] * view.scale + view.x,
        y: geometry.y[seat] * view.scale + view.y,
        r: geometry.radius[geometry.section[seat]] * view.scale,
    });
    for (const seat of selected) {
        drawPicked(ctx, place(seat), theme);
    }
    if (hover >= 0 && diameter >= 4) {
        const { x, y, r } = place(hover);
        ring(ctx, x, y, r + 2.5, theme.ink, 2);
    }
    if (focus >= 0) {
        const { x, y, r } = place(focus);
        const reach = Math.max(r, 5) + 4;
        ring(ctx, x, y, reach, theme.surface, 6);
        ring(ctx, x, y, reach, theme.focus, 3);
    }
    if (lasso?.length > 1) {
        drawLasso(ctx, lasso, view, theme);
    }
}

function drawLasso(ctx, corners, view, theme) {
    ctx.beginPath();
    for (const [x, y] of corners) {
        ctx.lineTo(x * view.scale + view.x, y * view.scale + view.y);
    }
    ctx.closePath();
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = theme.focus;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = theme.focus;
    ctx.lineWidth = 2;
    ctx.setLineDash([6, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
}

function ring(ctx, x, y, r, color, width) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.stroke();
}

/** A dark disc with a tick, never smaller than can be seen from far. */
function drawPicked(ctx, { x, y, r }, theme) {
    const size = Math.max(r * 1.12, 6);
    ctx.beginPath();
    ctx.arc(x, y, size + 2, 0, 2 * Math.PI);
    ctx.fillStyle = theme.surface;
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x, y, size, 0, 2 * Math.PI);
    ctx.fillStyle = theme.mine;
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(x - size * 0.42, y + size * 0.04);
    ctx.lineTo(x - size * 0.1, y + size * 0.36);
    ctx.lineTo(x + size * 0.46, y - size * 0.32);
    ctx.strokeStyle = theme.mineInk;
    ctx.lineWidth = Math.max(size * 0.2, 1.6);
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.stroke();
}
