import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** "More time": keeps the seats of a cart line longer, as often as the venue allows. */
export class MoreTime extends Interaction {
    static selector = ".o_ticket_more_time";
    dynamicContent = { _root: { "t-on-click.prevent": this.locked(this.ask, true) } };

    async ask() {
        const shop = this.services.ticket_shop;
        const answer = await this.waitFor(shop.extend(Number(this.el.dataset.lineId)));
        if (answer.error) {
            this.services.notification.add(answer.error.message, { type: "warning" });
        } else {
            window.location.reload();
        }
    }
}

registry.category("public.interactions").add("ticket_website.more_time", MoreTime);
