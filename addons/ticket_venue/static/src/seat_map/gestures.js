import { capture } from "./pointer_capture.js";

const TAP_DISTANCE = 8;
const WHEEL_ZOOM = 0.0016;
const GLIDE_FROM = 0.15; // CSS pixels a millisecond
const GLIDE_DECAY = 0.994;

/**
 * Turns pointer and wheel events of an element into taps, pans and zooms.
 *
 * @param {HTMLElement} element
 * @param {Object} on `tap(x, y, isTouch)`, `pan(dx, dy)`, `zoom(x, y, factor)`,
 *     `hover(x, y, ev)`, `leave()`; all in CSS pixels of the element. Optional: `draws(ev)`
 *     says whether a drag that begins draws a line instead of panning, told by
 *     `draw(x, y)` and ended by `drawn()` or `undrawn()`; `grab(x, y, ev)` may take a press
 *     for itself, then gets `drag(x, y, ev)` and `drop(x, y, ev)`, or `letGo()` when a
 *     second finger makes it a pinch
 * @returns {() => void} takes the listeners away
 */
export function listenToGestures(element, on) {
    const gestures = new Gestures(element, on);
    const listeners = {
        pointerdown: (ev) => gestures.down(ev),
        pointermove: (ev) => gestures.move(ev),
        pointerup: (ev) => gestures.up(ev),
        pointercancel: (ev) => gestures.cancel(ev),
        pointerleave: () => on.leave(),
        wheel: (ev) => gestures.wheel(ev),
    };
    for (const [name, listener] of Object.entries(listeners)) {
        element.addEventListener(name, listener, { passive: false });
    }
    return () => {
        gestures.stopGlide();
        for (const [name, listener] of Object.entries(listeners)) {
            element.removeEventListener(name, listener);
        }
    };
}

class Gestures {
    constructor(element, on) {
        this.element = element;
        this.on = on;
        this.pointers = new Map();
        this.speed = null;
        this.moved = this.draws = this.grabs = false;
    }

    place({ clientX, clientY }) {
        const { left, top } = this.element.getBoundingClientRect();
        return { x: clientX - left, y: clientY - top };
    }

    down(ev) {
        if (ev.button > 1) {
            return;
        }
        this.stopGlide();
        if (!this.pointers.size) {
            this.begin(ev);
        } else {
            this.giveUp(); // a second finger: it was meant as a pinch
        }
        this.pointers.set(ev.pointerId, this.place(ev));
        this.speed = null;
        capture(this.element, ev.pointerId);
    }

    /** The wheel pressed down always pans, and never taps. */
    begin(ev) {
        this.start = this.place(ev);
        this.moved = ev.button === 1;
        this.grabs = !this.moved && Boolean(this.on.grab?.(this.start.x, this.start.y, ev));
        this.draws = !this.moved && !this.grabs && Boolean(this.on.draws?.(ev));
        if (this.moved) {
            ev.preventDefault();
        }
    }

    giveUp() {
        if (this.draws) {
            this.on.undrawn();
        }
        if (this.grabs) {
            this.on.letGo();
        }
        this.draws = this.grabs = false;
    }

    move(ev) {
        const before = this.pointers.get(ev.pointerId);
        const now = this.place(ev);
        if (!before) {
            if (ev.pointerType !== "touch") {
                this.on.hover(now.x, now.y, ev);
            }
            return;
        }
        if (this.grabs) {
            this.on.drag(now.x, now.y, ev);
        } else if (this.pointers.size > 1) {
            this.pinch(ev.pointerId, before, now);
        } else {
            this.drag(ev, before, now);
        }
    }

    drag(ev, before, now) {
        if (!this.moved) {
            const away = Math.hypot(now.x - this.start.x, now.y - this.start.y);
            if (away < TAP_DISTANCE) {
                return;
            }
            this.moved = true;
            if (this.draws) {
                this.on.draw(this.start.x, this.start.y);
            }
        }
        if (this.draws) {
            this.on.draw(now.x, now.y);
            return;
        }
        const [dx, dy] = [now.x - before.x, now.y - before.y];
        this.pointers.set(ev.pointerId, now);
        this.on.pan(dx, dy);
        const since = Math.max(ev.timeStamp - (this.speed?.at ?? ev.timeStamp - 16), 1);
        this.speed = { x: dx / since, y: dy / since, at: ev.timeStamp };
    }

    pinch(pointerId, before, now) {
        this.moved = true;
        const [, other] = [...this.pointers].find(([id]) => id !== pointerId);
        const wide = (a) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 10);
        this.pointers.set(pointerId, now);
        const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
        this.on.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
        this.on.zoom(middle.x, middle.y, wide(now) / wide(before));
    }

    up(ev) {
        if (!this.pointers.delete(ev.pointerId)) {
            return;
        }
        const { x, y } = this.place(ev);
        if (this.grabs) {
            this.grabs = false;
            this.on.drop(x, y, ev);
        } else if (!this.moved) {
            this.on.tap(x, y, ev.pointerType === "touch");
        } else if (this.draws) {
            this.draws = false;
            this.on.drawn();
        } else if (!this.pointers.size && this.speed && ev.timeStamp - this.speed.at < 60) {
            this.glide();
        }
    }

    cancel(ev) {
        this.pointers.delete(ev.pointerId);
        this.giveUp();
    }

    wheel(ev) {
        ev.preventDefault();
        this.stopGlide();
        const { x, y } = this.place(ev);
        const lines = ev.deltaMode === 1 ? 16 : 1;
        const strength = ev.ctrlKey ? 4 : 1; // a pinch on a touchpad comes as ctrl + wheel
        const delta = Math.max(-240, Math.min(240, ev.deltaY * lines * strength));
        this.on.zoom(x, y, Math.exp(-delta * WHEEL_ZOOM));
    }

    /** The map runs on a little after a flick. */
    glide() {
        const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        let before = performance.now();
        const step = (now) => {
            const { speed } = this;
            if (!speed || Math.hypot(speed.x, speed.y) < GLIDE_FROM / 10) {
                return;
            }
            const since = Math.min(now - before, 50);
            before = now;
            this.on.pan(speed.x * since, speed.y * since);
            speed.x *= GLIDE_DECAY ** since;
            speed.y *= GLIDE_DECAY ** since;
            this.frame = requestAnimationFrame(step);
        };
        if (!still && Math.hypot(this.speed.x, this.speed.y) > GLIDE_FROM) {
            this.frame = requestAnimationFrame(step);
        }
    }

    stopGlide() {
        cancelAnimationFrame(this.frame);
        this.speed = null;
    }
}
