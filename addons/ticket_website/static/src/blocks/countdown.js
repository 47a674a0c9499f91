import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { countdownParts } from "../utils/clock.js";

/**
 * Counts the days and seconds until a sale begins. Then it says so; a page that loaded
 * itself again would bring everybody who waits at the same second.
 */
export class Countdown extends Interaction {
    static selector = ".o_ticket_countdown";
    dynamicContent = {
        "[data-part]": { "t-out": (part) => this.parts[part.dataset.part] },
        ".o_ticket_countdown_clock": { "t-att-class": () => ({ "d-none": this.over }) },
        ".o_ticket_countdown_over": { "t-att-class": () => ({ "d-none": !this.over }) },
    };

    setup() {
        this.end = Date.now() + Number(this.el.dataset.seconds) * 1000;
        this.tick();
    }

    tick() {
        const rest = Math.max(0, (this.end - Date.now()) / 1000);
        this.parts = countdownParts(rest);
        this.over = !rest;
        if (rest) {
            this.waitForTimeout(() => this.tick(), 1000);
        }
    }
}

registry.category("public.interactions").add("ticket_website.countdown", Countdown);
