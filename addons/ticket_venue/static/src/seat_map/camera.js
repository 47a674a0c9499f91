import { Viewport } from "../utils/viewport.js";

const FLIGHT = 260; // milliseconds
const BUTTON_ZOOM = 1.6;

/** Moves the viewport, at once or in flight, and asks for a picture after each move. */
export class Camera {
    /** @param {() => void} draw */
    constructor(draw) {
        this.draw = draw;
        this.viewport = new Viewport();
        this.frame = 0;
        this.flight = 0;
    }

    /** One picture with the next frame, however often asked. */
    schedule() {
        this.frame ||= requestAnimationFrame(() => this.drawNow());
    }

    drawNow() {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        this.draw();
    }

    stop() {
        cancelAnimationFrame(this.frame);
        cancelAnimationFrame(this.flight);
    }

    /** @returns {boolean} whether there is room to draw in */
    resize(width, height) {
        if (!width || !height) {
            return false;
        }
        const wasFit = !this.viewport.width || this.viewport.isFit;
        this.viewport.resize(width, height);
        if (wasFit) {
            this.viewport.fit();
        }
        return true;
    }

    move(change) {
        cancelAnimationFrame(this.flight);
        change(this.viewport);
        this.schedule();
    }

    pan(dx, dy) {
        this.move((viewport) => viewport.pan(dx, dy));
    }

    zoom(x, y, factor) {
        this.move((viewport) => viewport.zoomAt(x, y, factor));
    }

    /** Flies to where `aim` moves the viewport; people who asked for calm are put there. */
    flyTo(aim) {
        const { viewport } = this;
        const from = viewport.state;
        aim(viewport);
        const to = viewport.state;
        cancelAnimationFrame(this.flight);
        if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
            this.schedule();
            return;
        }
        const start = performance.now();
        const step = (now) => {
            const share = Math.min(Math.max((now - start) / FLIGHT, 0), 1);
            const eased = 1 - (1 - share) ** 3;
            for (const part of ["scale", "x", "y"]) {
                viewport[part] = from[part] + (to[part] - from[part]) * eased;
            }
            this.drawNow();
            if (share < 1) {
                this.flight = requestAnimationFrame(step);
            }
        };
        step(start);
    }

    zoomBy(factor) {
        this.flyTo((viewport) => viewport.zoomAt(viewport.width / 2, viewport.height / 2, factor));
    }

    zoomIn() {
        this.zoomBy(BUTTON_ZOOM);
    }

    zoomOut() {
        this.zoomBy(1 / BUTTON_ZOOM);
    }

    showAll() {
        this.flyTo((viewport) => viewport.fit());
    }
}
