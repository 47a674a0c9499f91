import { showCode } from "./ticket_code";
import { ScreenWake } from "@ticket_sale/phone/wake_lock";

const SWIPE = 50;

/** One code alone on a white screen that stays on. */
export class FullCode {
    constructor(dialog, deck) {
        this.dialog = dialog;
        this.deck = deck;
        this.wake = new ScreenWake();
        this.stopCode = () => {};
        this.part = (name) => dialog.querySelector(`.o_phone_full_${name}`);
        this.part("close").addEventListener("click", () => dialog.close());
        dialog.addEventListener("close", () => this.onClose());
        dialog.addEventListener("touchstart", (event) => {
            this.from = event.changedTouches[0].clientX;
        });
        dialog.addEventListener("touchend", (event) => {
            const way = event.changedTouches[0].clientX - this.from;
            if (Math.abs(way) > SWIPE) {
                deck.turn(-Math.sign(way));
            }
        });
    }

    async open() {
        this.dialog.showModal();
        this.refresh();
        this.wake.start();
        // Phones that cannot do it show the code below their address bar.
        await this.dialog.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
    }

    /** Show the code of the card that is turned up. */
    refresh() {
        if (!this.dialog.open) {
            return;
        }
        const { card } = this.deck;
        if (card === this.card) {
            return;
        }
        this.card = card;
        this.stopCode();
        this.part("seat").textContent = card.dataset.seat;
        this.part("number").textContent = card.dataset.number;
        const source = card.querySelector(".o_phone_code");
        this.part("code").replaceChildren();
        this.part("void").textContent = source ? "" : card.dataset.state;
        if (source) {
            this.stopCode = showCode(this.part("code"), source);
        }
    }

    onClose() {
        this.stopCode();
        this.stopCode = () => {};
        this.card = null;
        this.wake.stop();
        if (document.fullscreenElement) {
            document.exitFullscreen();
        }
    }
}
