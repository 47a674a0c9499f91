import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { formatRest } from "../utils/clock.js";

/** Counts down the time seats are kept; when it is over, the page tells the new state. */
export class HoldTimer extends Interaction {
    static selector = ".o_ticket_hold_timer";
    dynamicContent = {
        ".o_ticket_hold_rest": { "t-out": () => formatRest(this.rest) },
        _root: { "t-att-class": () => ({ o_ticket_hold_urgent: this.rest < 120 }) },
    };

    setup() {
        this.end = Date.now() + Number(this.el.dataset.seconds) * 1000;
        this.tick();
    }

    tick() {
        this.rest = (this.end - Date.now()) / 1000;
        if (this.rest <= 0) {
            window.location.reload();
            return;
        }
        this.waitForTimeout(() => this.tick(), 1000);
    }
}

registry.category("public.interactions").add("ticket_website.hold_timer", HoldTimer);
