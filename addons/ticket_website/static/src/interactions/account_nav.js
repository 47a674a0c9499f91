import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** On a phone the navigation is one long line: it shows where one is. */
export class AccountNav extends Interaction {
    static selector = ".o_account_nav";

    start() {
        const here = this.el.querySelector("[aria-current]");
        if (here && this.el.scrollWidth > this.el.clientWidth) {
            const middle = (this.el.clientWidth - here.clientWidth) / 2;
            this.el.scrollLeft = here.offsetLeft - this.el.offsetLeft - middle;
        }
    }
}

registry.category("public.interactions").add("ticket_website.account_nav", AccountNav);
