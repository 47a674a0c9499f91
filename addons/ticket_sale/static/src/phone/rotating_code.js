/**
 * Shows a ticket's rotating code: a QR code that changes every few seconds, with a ring
 * that runs down. Needs no network once it has the key; plain DOM, no framework.
 */
import { fromHex, importKey, leftOfStep, liveCode, stepAt, STEP_SECONDS } from "./live_code.js";
import { qrCode, SIZE, svgPath } from "./qr_code.js";
import { ServerClock } from "./server_clock.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;
const RING = 2 * Math.PI * 16;
const TICK = 200;
/** The clock is compared with the server's again after this. */
const ASK_AGAIN = 10 * 60 * 1000;
/** Codes of several tickets on one page ask once. */
const ASK_ONCE = 3000;
const page = { clock: null, asked: -Infinity };

/**
 * @param {HTMLElement} element its content is replaced
 * @param {object} options
 * @param {string} options.token the static token, T1…
 * @param {string} options.key the ticket's key, hexadecimal
 * @param {number} [options.step] seconds a code lasts
 * @param {number} [options.offset] server's time minus the phone's, in milliseconds, when
 *  the caller knows it
 * @param {number} [options.now] the server's time in milliseconds when it made the page;
 *  taken on the first visit, later the page may come from a cache
 * @param {string} [options.timeUrl] where to ask for the server's time
 * @param {string} [options.label] what the picture is, for screen readers
 * @returns {{stop: () => void, refresh: () => Promise<void>}}
 */
export function startRotatingCode(element, options) {
    const code = new RotatingCode(element, options);
    code.start();
    return { stop: () => code.stop(), refresh: () => code.tick() };
}

class RotatingCode {
    constructor(element, { token, key, step = STEP_SECONDS, timeUrl = "/ticket/time", ...rest }) {
        Object.assign(this, { element, token, key, seconds: step, timeUrl, label: rest.label });
        page.clock ??= new ServerClock({ storage: storage() });
        this.clock = page.clock;
        if (Number.isFinite(rest.offset)) {
            this.clock = new ServerClock();
            this.clock.offset = rest.offset;
        } else if (Number.isFinite(rest.now) && !this.clock.isKnown) {
            this.clock.note(rest.now); // only the first time: a page may be an old copy
        }
        this.shown = null;
        this.onWake = () => this.wake();
    }

    start() {
        if (!globalThis.crypto?.subtle) {
            this.fail(); // browsers sign on https pages only
            return;
        }
        this.signer = importKey(fromHex(this.key));
        this.build();
        this.timer = setInterval(() => this.tick(), TICK);
        this.asking = setInterval(() => this.ask(), ASK_AGAIN);
        document.addEventListener("visibilitychange", this.onWake);
        window.addEventListener("online", this.onWake);
        this.wake();
    }

    stop() {
        clearInterval(this.timer);
        clearInterval(this.asking);
        document.removeEventListener("visibilitychange", this.onWake);
        window.removeEventListener("online", this.onWake);
        this.element.replaceChildren();
    }

    /** The screen is on again, or the network is back. */
    wake() {
        if (!document.hidden) {
            this.tick();
            this.ask();
        }
    }

    async ask() {
        if (this.clock !== page.clock || Date.now() - page.asked < ASK_ONCE) {
            return;
        }
        page.asked = Date.now();
        if (await this.clock.ask(this.timeUrl)) {
            this.tick();
        }
    }

    async tick() {
        if (document.hidden || !isInSight(this.element)) {
            return;
        }
        const now = this.clock.now();
        this.runDown(leftOfStep(now, this.seconds));
        const step = stepAt(now, this.seconds);
        if (step === this.shown) {
            return;
        }
        this.shown = step;
        const text = await liveCode(this.token, await this.signer, step);
        if (this.shown === step) {
            this.modules.setAttribute("d", svgPath(qrCode(text)));
            this.element.dataset.step = step;
        }
    }

    runDown(left) {
        const part = left / 1000 / this.seconds;
        this.ring.setAttribute("stroke-dashoffset", (RING * (1 - part)).toFixed(2));
        this.count.textContent = Math.ceil(left / 1000);
    }

    build() {
        const size = SIZE + 2 * QUIET;
        const qr = draw("svg", {
            class: "o_rotating_code_qr",
            viewBox: `${-QUIET} ${-QUIET} ${size} ${size}`,
            "shape-rendering": "crispEdges",
            role: "img",
            "aria-label": this.label ?? "QR",
        });
        this.modules = draw("path", { fill: "#000" });
        const paper = draw("path", { fill: "#fff", d: `M-4-4h${size}v${size}h-${size}z` });
        qr.append(paper, this.modules);
        const countdown = draw("svg", {
            class: "o_rotating_code_ring",
            viewBox: "0 0 40 40",
            "aria-hidden": "true",
        });
        const circle = { cx: 20, cy: 20, r: 16, fill: "none", "stroke-width": 4 };
        this.ring = draw("circle", {
            ...circle,
            class: "o_rotating_code_left",
            "stroke-dasharray": RING.toFixed(2),
            transform: "rotate(-90 20 20)",
        });
        this.count = draw("text", { x: 20, y: 20, class: "o_rotating_code_count" });
        const track = draw("circle", { ...circle, class: "o_rotating_code_track" });
        countdown.append(track, this.ring, this.count);
        this.element.classList.add("o_rotating_code");
        this.element.replaceChildren(qr, countdown);
    }

    /** Tell the page, which has the words for it. */
    fail() {
        this.element.dataset.failed = "insecure";
        this.element.dispatchEvent(new CustomEvent("rotating-code-failed", { bubbles: true }));
    }
}

function isInSight(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}

function draw(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) {
        element.setAttribute(attribute, value);
    }
    return element;
}

function storage() {
    try {
        return globalThis.localStorage;
    } catch {
        return undefined; // cookies are forbidden
    }
}
