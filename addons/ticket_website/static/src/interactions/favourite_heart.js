import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { Interaction } from "@web/public/interaction";
import { readFavourites } from "../utils/favourites.js";

/** Hearts of all pages: pages are the same for all guests, so the browser fills them in. */
export class FavouriteHearts extends Interaction {
    static selector = "#wrapwrap";
    dynamicContent = {
        ".o_ticket_heart": { "t-on-click.prevent": this.locked(this.toggle) },
    };

    async willStart() {
        const kept = readFavourites(document.cookie);
        if (kept.length && user.userId) {
            const { items } = await this.waitFor(rpc("/ticket/web/favourites", {}));
            this.items = items;
        } else {
            this.items = user.userId ? null : kept;
        }
    }

    start() {
        if (this.items) {
            this.show(this.items);
        }
    }

    show(items) {
        const liked = new Set(items);
        for (const heart of this.el.querySelectorAll(".o_ticket_heart")) {
            heart.setAttribute("aria-pressed", String(liked.has(heart.dataset.item)));
        }
    }

    async toggle(ev) {
        const heart = ev.currentTarget;
        const on = heart.getAttribute("aria-pressed") !== "true";
        heart.setAttribute("aria-pressed", String(on));
        const { item } = heart.dataset;
        try {
            const asked = rpc("/ticket/web/favourite", { item, on }, { silent: true });
            const { items } = await this.waitFor(asked);
            this.show(items);
        } catch {
            heart.setAttribute("aria-pressed", String(!on));
        }
    }
}

registry.category("public.interactions").add("ticket_website.favourite_hearts", FavouriteHearts);
