import { Interaction } from "@web/public/interaction";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { markup } from "@odoo/owl";
import { blockAddress } from "../utils/block_address.js";

/**
 * Fills a block of the page builder with what the house has now. Pages bring their blocks
 * filled; this is for editors, whose page must not keep what was on one day.
 */
export class Block extends Interaction {
    static selector = ".s_ticket_block:not(:has([data-drawn]))";
    dynamicContent = {
        _root: {
            "t-att-class": () => ({ o_ticket_block_empty: !this.content }),
        },
        ".o_ticket_block_content": { "t-out": () => markup(this.content) },
    };

    setup() {
        this.content = "";
    }

    async willStart() {
        const { pathname } = browser.location;
        const address = blockAddress(this.el.dataset, pathname, session.lang_url_code);
        const answer = await this.waitFor(browser.fetch(address).catch(() => null));
        if (answer?.ok) {
            this.content = (await this.waitFor(answer.text())).trim();
        }
    }
}

registry.category("public.interactions").add("ticket_website.block", Block);
registry.category("public.interactions.edit").add("ticket_website.block", { Interaction: Block });
