import { browser } from "@web/core/browser/browser";
import { spreadTypes } from "./picker_choice";
import { _t } from "./words.js";

const SLOW_MS = 4000;
const URGENT = 120; // seconds

/**
 * Asks the server for the seats, and counts down what it keeps. An answer that got lost on
 * its way is asked for again: the server knows what this browser holds.
 *
 * @typedef {Object} Told `busy`, `slow`: for the screen; `rest`, `extensions`: the clock
 */
export class HoldKeeper {
    /**
     * @param {Object} shop the service `ticket_shop`
     * @param {number} session
     * @param {import("./picker_model").PickerModel} model
     * @param {{busy: boolean, slow: boolean}} state
     * @param {{rest: number, extensions: number}} clock
     * @param {(notice: Object | null) => void} say
     * @param {() => Promise<void>} refresh asks for the seats' states again
     * @param {() => void} onCart called when the seats are in the cart
     */
    constructor({ shop, session, model, state, clock, say, refresh, onCart }) {
        Object.assign(this, { shop, session, model, state, clock, say, refresh, onCart });
    }

    /** @returns {Promise<boolean>} whether seats are kept now */
    async hold(wanted) {
        const answer = await this.ask(() => this.shop.hold(this.session, wanted));
        if (answer.hold) {
            this.keep(answer.hold);
        } else if (answer.lost) {
            await this.recover();
        }
        if (!this.model.isHeld) {
            await this.refresh();
        }
        return this.model.isHeld;
    }

    /** Places of a standing area, straight into the cart with their types. */
    async holdArea(sectionId, counts) {
        const count = Object.values(counts).reduce((sum, number) => sum + number, 0);
        if (await this.hold({ best: { count, zone_id: false, section_id: sectionId } })) {
            spreadTypes(this.model, counts);
            await this.buy();
        }
    }

    async buy() {
        if (this.model.isHeld || (await this.hold({ seat_ids: this.model.seatIds }))) {
            await this.toCart();
        }
    }

    /** After silence: perhaps the seats are ours all the same. */
    async recover() {
        try {
            const { hold } = await this.shop.held(this.session);
            if (hold) {
                this.keep(hold);
                this.say({ kind: "info", text: _t("Your seats are reserved after all.") });
            }
        } catch {
            // Still no answer: the notice of the failed request stands.
        }
    }

    async toCart() {
        const { token, typeByPlace } = this.model;
        const answer = await this.ask(() => this.shop.cart(token, typeByPlace));
        if (answer.redirect) {
            this.state.busy = true;
            this.stop();
            this.onCart();
            browser.location.assign(new URL(answer.redirect, browser.location.origin).href);
        } else if (answer.error?.code.startsWith("hold_")) {
            this.loosen();
            await this.refresh();
        }
    }

    async extend() {
        const answer = await this.ask(() => this.shop.extendHold(this.model.token));
        if (answer.seconds) {
            this.clock.extensions = answer.extensions;
            this.countDown(answer.seconds);
        } else if (answer.error?.code === "extension_refused") {
            this.clock.extensions = 0;
        }
    }

    async release() {
        const { token } = this.model;
        await this.ask(() => this.shop.release(token));
        this.loosen();
        await this.refresh();
    }

    /** Wait for an answer with the buttons locked; tell the visitor of a refusal. */
    async ask(request) {
        this.state.busy = true;
        this.say(null);
        const slow = setTimeout(() => (this.state.slow = true), SLOW_MS);
        try {
            const answer = await request();
            if (answer.error) {
                const { message, code, details } = answer.error;
                this.say({ kind: "danger", text: message, code, details });
            }
            return answer;
        } catch {
            this.say({
                kind: "danger",
                text: _t("The server did not answer. Please try again."),
            });
            return { lost: true };
        } finally {
            clearTimeout(slow);
            this.state.slow = this.state.busy = false;
        }
    }

    keep(hold) {
        this.model.setHold(hold);
        this.clock.extensions = hold.extensions || 0;
        this.clock.minutes = hold.extend_minutes || 0;
        this.countDown(hold.seconds);
    }

    countDown(seconds) {
        const end = Date.now() + seconds * 1000;
        const tick = () => {
            this.clock.rest = (end - Date.now()) / 1000;
            this.clock.urgent = this.clock.rest < URGENT;
            if (this.clock.rest <= 0 && !this.state.busy) {
                this.loosen();
                this.say({
                    kind: "warning",
                    text: _t("The time is over. The seats are free for all again."),
                });
            }
        };
        this.stop();
        this.ticking = setInterval(tick, 1000);
        tick();
    }

    stop() {
        clearInterval(this.ticking);
    }

    loosen() {
        this.stop();
        this.model.dropHold();
    }
}
