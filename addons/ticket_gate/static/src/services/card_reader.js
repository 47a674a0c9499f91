import { cardCode } from "../utils/card_code";

/** Reads cards and tags held against the phone, where the browser can: Chrome on Android. */
export class CardReader {
    static isHere = "NDEFReader" in window;

    /** @param {(code: string) => void} onCode */
    constructor(onCode) {
        this.onCode = onCode;
        this.stopping = null;
    }

    /** The browser asks the person whether it may. */
    async start() {
        const reader = new window.NDEFReader();
        this.stopping = new AbortController();
        await reader.scan({ signal: this.stopping.signal });
        reader.addEventListener("reading", ({ serialNumber, message }) => {
            const code = cardCode(serialNumber, message.records);
            if (code) {
                this.onCode(code);
            }
        });
    }

    stop() {
        this.stopping?.abort();
    }
}
