import { LIGHT_THEME } from "../../utils/seat_styles.js";
import { FONT } from "../../seat_map/fonts.js";

const MOST_DISCS = 4000;
export const INK = LIGHT_THEME.focus;
export const GUIDE = "#d6246e";

/** Draws in map units on the screen of a viewport. */
export class Pen {
    constructor(ctx, viewport) {
        this.ctx = ctx;
        this.viewport = viewport;
    }

    /** Seats that are not there yet; a thousand of them as one path. */
    seats(seats, { radius = 21, color = INK, fill = 0.45 } = {}) {
        const { ctx, viewport } = this;
        const r = Math.max(radius * viewport.scale, 1.2);
        ctx.beginPath();
        for (const { x, y } of seats) {
            const [sx, sy] = viewport.toScreen(x, y);
            if (seats.length > MOST_DISCS) {
                ctx.rect(sx - r, sy - r, 2 * r, 2 * r);
            } else {
                ctx.moveTo(sx + r, sy);
                ctx.arc(sx, sy, r, 0, 2 * Math.PI);
            }
        }
        this._fill(color, fill);
        if (seats.length <= MOST_DISCS) {
            this._stroke(color, 1.5);
        }
    }

    /** @param {[number, number][]} points in map units */
    line(points, { color = INK, width = 2, dash = [], close = false, fill = 0 } = {}) {
        const { ctx, viewport } = this;
        ctx.beginPath();
        points.forEach(([x, y], index) => {
            const at = viewport.toScreen(x, y);
            return index ? ctx.lineTo(...at) : ctx.moveTo(...at);
        });
        if (close) {
            ctx.closePath();
        }
        if (fill) {
            this._fill(color, fill);
        }
        this._stroke(color, width, dash);
    }

    box([left, top, right, bottom], look = {}) {
        const corners = [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
        ];
        this.line(corners, { close: true, ...look });
    }

    ellipse(x, y, rx, ry, look = {}) {
        const points = Array.from({ length: 48 }, (_, step) => {
            const angle = (step / 24) * Math.PI;
            return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
        });
        this.line(points, { close: true, ...look });
    }

    /** A grip one can take: white with a ring, on screen coordinates. */
    grip(x, y, radius = 7) {
        const { ctx } = this;
        ctx.beginPath();
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
        ctx.fillStyle = "#ffffff";
        ctx.fill();
        this._stroke(INK, 2);
    }

    /** A word beside the pointer: how many, how far, how much. */
    note(text, x, y) {
        const { ctx, viewport } = this;
        ctx.font = `600 13px ${FONT}`;
        const width = ctx.measureText(text).width + 18;
        const left = Math.min(Math.max(x - width / 2, 4), viewport.width - width - 4);
        const top = Math.min(Math.max(y, 4), viewport.height - 30);
        ctx.beginPath();
        ctx.roundRect(left, top, width, 26, 13);
        ctx.fillStyle = "rgba(16, 24, 40, 0.92)";
        ctx.fill();
        ctx.fillStyle = "#ffffff";
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(text, left + width / 2, top + 13.5);
    }

    cross(x, y, size = 12, color = INK) {
        const { ctx } = this;
        const [sx, sy] = this.viewport.toScreen(x, y);
        ctx.beginPath();
        ctx.arc(sx, sy, size * 0.55, 0, 2 * Math.PI);
        ctx.moveTo(sx - size, sy);
        ctx.lineTo(sx + size, sy);
        ctx.moveTo(sx, sy - size);
        ctx.lineTo(sx, sy + size);
        this._stroke("#ffffff", 5);
        this._stroke(color, 2);
    }

    /** Guides through the whole screen where something lines up. */
    guides(lines) {
        const { width, height } = this.viewport;
        for (const line of lines) {
            const [x, y] = this.viewport.toScreen(line.x ?? 0, line.y ?? 0);
            this.ctx.beginPath();
            if (line.x === undefined) {
                this.ctx.moveTo(0, y);
                this.ctx.lineTo(width, y);
            } else {
                this.ctx.moveTo(x, 0);
                this.ctx.lineTo(x, height);
            }
            this._stroke(GUIDE, 1, [5, 4]);
        }
    }

    _fill(color, share) {
        this.ctx.globalAlpha = share;
        this.ctx.fillStyle = color;
        this.ctx.fill();
        this.ctx.globalAlpha = 1;
    }

    _stroke(color, width, dash = []) {
        const { ctx } = this;
        ctx.setLineDash(dash);
        ctx.strokeStyle = color;
        ctx.lineWidth = width;
        ctx.stroke();
        ctx.setLineDash([]);
    }
}
