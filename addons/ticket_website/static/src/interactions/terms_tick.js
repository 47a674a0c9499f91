import { rpc } from "@web/core/network/rpc";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** The tick that the terms are accepted is written down before anybody can pay. */
export class TermsTick extends Interaction {
    static selector = ".o_ticket_terms_tick";
    dynamicContent = { input: { "t-on-change": this.tell } };

    async tell(event) {
        const box = event.target;
        this.env.bus.trigger("disablePaymentButton");
        const { accepted } = await this.waitFor(
            rpc("/ticket/web/terms", { accepted: box.checked }),
        );
        box.checked = accepted;
        if (accepted) {
            this.env.bus.trigger("enablePaymentButton");
        }
    }
}

registry.category("public.interactions").add("ticket_website.terms_tick", TermsTick);
