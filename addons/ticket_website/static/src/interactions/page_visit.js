import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";

const CAMPAIGN = ["utm_campaign", "utm_source", "utm_medium"];

/** Tells that somebody is here. A page that a proxy has kept gets its own token back. */
export class PageVisit extends Interaction {
    static selector = ".o_ticket_visit";

    async start() {
        const { step, about } = this.el.dataset;
        const search = new URLSearchParams(window.location.search);
        const campaign = CAMPAIGN.filter((name) => search.has(name)).map((name) => [
            name,
            search.get(name).slice(0, 200),
        ]);
        const wanted = { step, about, ...Object.fromEntries(campaign) };
        try {
            const answer = await this.waitFor(rpc("/ticket/web/visit", wanted, { silent: true }));
            this.takeToken(answer.csrf_token);
        } catch {
            // who is not counted sees the page all the same
        }
    }

    takeToken(token) {
        if (this.el.dataset.shared) {
            odoo.csrf_token = token;
            for (const field of document.querySelectorAll("input[name=csrf_token]")) {
                field.value = token;
            }
        }
    }
}

registry.category("public.interactions").add("ticket_website.page_visit", PageVisit);
