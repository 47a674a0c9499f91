import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** "Move to favourites": the show is remembered, the seats leave the cart and are free. */
export class MoveToFavourites extends Interaction {
    static selector = ".o_ticket_to_favourites";
    dynamicContent = { _root: { "t-on-click.prevent": this.locked(this.move, true) } };

    async move() {
        const { item, lineId } = this.el.dataset;
        await this.waitFor(this.services.ticket_shop.moveToFavourites(item, Number(lineId)));
        window.location.reload();
    }
}

registry.category("public.interactions").add("ticket_website.move_to_favourites", MoveToFavourites);
