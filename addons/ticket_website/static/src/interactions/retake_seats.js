import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** "Take them again": holds the seats of a cart line once more, if they are still free. */
export class RetakeSeats extends Interaction {
    static selector = ".o_ticket_retake";
    dynamicContent = { _root: { "t-on-click.prevent": this.locked(this.retake, true) } };

    async retake() {
        const shop = this.services.ticket_shop;
        const { sessionId, lineId } = this.el.dataset;
        let answer = await this.waitFor(shop.hold(Number(sessionId), { line_id: Number(lineId) }));
        if (answer.hold) {
            answer = await this.waitFor(shop.cart(answer.hold.token, answer.types));
        }
        if (answer.error) {
            this.services.notification.add(answer.error.message, { type: "danger" });
        } else {
            window.location.reload();
        }
    }
}

registry.category("public.interactions").add("ticket_website.retake_seats", RetakeSeats);
