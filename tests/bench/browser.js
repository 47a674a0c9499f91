/** Put into the page before its own scripts: times of the seat map, told to `browser.py`. */
(() => {
    const bench = { painted: 0, script: [] };
    window.seatMapBench = bench;
    const STAGE = ".o_seat_map_stage";
    const request = window.requestAnimationFrame.bind(window);
    const nextFrame = () => new Promise(request);

    // The first picture with seats: the pixels of the seat layer reach the canvas.
    const drawImage = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...args) {
        drawImage.apply(this, args);
        if (!bench.painted && this.canvas.closest(STAGE)) {
            bench.painted = performance.now();
        }
    };

    // How long the page's own work for a frame takes.
    window.requestAnimationFrame = (callback) =>
        request((now) => {
            const start = performance.now();
            callback(now);
            bench.script.push(performance.now() - start);
        });

    const stage = () => document.querySelector(STAGE);

    function point(type, x, y, values = {}) {
        const box = stage().getBoundingClientRect();
        const init = { clientX: box.left + x, clientY: box.top + y, bubbles: true, button: 0 };
        const event = { ...init, pointerId: 7, pointerType: "mouse", cancelable: true, ...values };
        const Kind = type === "wheel" ? WheelEvent : PointerEvent;
        stage().dispatchEvent(new Kind(type, event));
    }

    /** One step a frame; the time between frames and the page's part of it. */
    async function drive(frames, step) {
        const told = { frames: [], script: [] };
        let before = await nextFrame();
        bench.script = told.script;
        for (let index = 0; index < frames; index++) {
            step(index);
            const now = await nextFrame();
            told.frames.push(now - before);
            before = now;
        }
        bench.script = [];
        return told;
    }

    async function pan(frames) {
        const { clientWidth, clientHeight } = stage();
        const [x, y] = [clientWidth / 2, clientHeight / 2];
        point("pointerdown", x, y);
        const told = await drive(frames, (index) => {
            const angle = index / 10;
            point("pointermove", x + 120 * Math.cos(angle), y + 120 * Math.sin(angle));
        });
        point("pointermove", x, y);
        point("pointercancel", x, y);
        return told;
    }

    async function zoomBy(deltaY, times) {
        const { clientWidth, clientHeight } = stage();
        for (let index = 0; index < times; index++) {
            point("wheel", clientWidth / 2, clientHeight * 0.25, { deltaY });
            await nextFrame();
        }
    }

    function zoomInAndOut(frames) {
        const { clientWidth, clientHeight } = stage();
        return drive(frames, (index) => {
            const deltaY = index % 60 < 30 ? -60 : 60;
            point("wheel", clientWidth / 2, clientHeight * 0.25, { deltaY });
        });
    }

    function pixels(canvas) {
        return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    }

    /** Middles of seats in one plain colour, found in the picture itself. */
    function freeSeats(wanted) {
        const canvas = stage().querySelector("canvas");
        const image = pixels(canvas);
        const words = new Uint32Array(image.data.buffer);
        const ratio = canvas.width / canvas.clientWidth;
        const colors = ["#e11d48", "#f59e0b", "#2563eb", "#0d9488"].map((color) => {
            const value = parseInt(color.slice(1), 16);
            return 0xff000000 + ((value & 255) << 16) + (value & 0xff00) + (value >> 16);
        });
        const found = [];
        for (let y = 60; y < image.height - 60 && found.length < wanted; y += 7) {
            for (let x = 60; x < image.width - 120 && found.length < wanted; x += 7) {
                const at = y * image.width + x;
                const same = [0, 2, -2, 2 * image.width, -2 * image.width].every(
                    (step) => words[at + step] === words[at] && colors.includes(words[at] >>> 0),
                );
                const apart = found.every((other) => Math.hypot(other.x - x, other.y - y) > 40);
                if (same && apart) {
                    found.push({ x, y, word: words[at], ratio });
                }
            }
        }
        return found;
    }

    /** After the frame's pictures were made: what a person can see now. */
    async function frameShown() {
        await nextFrame();
        await new Promise((resolve) => setTimeout(resolve));
    }

    async function waitFor(condition) {
        for (let frame = 0; frame < 60 && !condition(); frame++) {
            await frameShown();
        }
        return condition();
    }

    /** From the button's release to the frame in which the seat looks different. */
    async function pick({ x, y, word, ratio }) {
        const canvas = stage().querySelector("canvas");
        const context = canvas.getContext("2d");
        const isSame = () => {
            const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
            return ((0xff << 24) | (blue << 16) | (green << 8) | red) === (word | 0);
        };
        point("pointerdown", x / ratio, y / ratio);
        const start = performance.now();
        point("pointerup", x / ratio, y / ratio);
        await waitFor(() => !isSame());
        const spent = performance.now() - start;
        point("pointerdown", x / ratio, y / ratio);
        point("pointerup", x / ratio, y / ratio); // and off again
        return (await waitFor(isSame)) ? spent : Infinity;
    }

    bench.run = async (frames, picks) => {
        const moves = {};
        moves["whole map, pan"] = await pan(frames);
        moves["whole map, zoom"] = await zoomInAndOut(frames);
        await zoomBy(-120, 6);
        moves["half way, pan"] = await pan(frames);
        await zoomBy(-120, 40);
        moves["close, pan"] = await pan(frames);
        await frameShown();
        await frameShown();
        const told = [];
        for (const seat of freeSeats(picks)) {
            told.push(await pick(seat));
        }
        return { moves, picks: told };
    };
})();
