import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { renderToElement } from "@web/core/utils/render";

const SWIPE = 40;

/** Shows the pictures of a gallery large, one after the other, without leaving the page. */
export class Lightbox extends Interaction {
    static selector = ".o_ticket_gallery";
    dynamicContent = {
        a: { "t-on-click.prevent": (event) => this.open(event.currentTarget) },
    };

    setup() {
        this.links = [...this.el.querySelectorAll("a")];
        this.index = 0;
    }

    open(link) {
        this.index = this.links.indexOf(link);
        this.dialog = renderToElement("ticket_website.Lightbox", {
            many: this.links.length > 1,
        });
        this.insert(this.dialog, document.body);
        const on = (selector, move) =>
            this.dialog.querySelector(selector)?.addEventListener("click", move);
        on(".o_ticket_lightbox_close", () => this.dialog.close());
        on(".o_ticket_lightbox_before", () => this.move(-1));
        on(".o_ticket_lightbox_after", () => this.move(1));
        this.addListener(this.dialog, "keydown", this.onKey);
        this.addListener(this.dialog, "click", this.onBackdrop);
        this.addListener(this.dialog, "pointerdown", (event) => (this.from = event.clientX));
        this.addListener(this.dialog, "pointerup", this.onSwipe);
        this.addListener(this.dialog, "close", () => {
            this.dialog.remove();
            this.links[this.index].focus();
        });
        this.draw();
        this.dialog.showModal();
    }

    draw() {
        const link = this.links[this.index];
        const small = link.querySelector("img");
        const large = this.dialog.querySelector("img");
        large.src = link.href;
        large.alt = small.alt;
        this.dialog.querySelector("figcaption").textContent = small.alt;
        this.dialog.querySelector(".o_ticket_lightbox_count").textContent = _t(
            "%(number)s of %(total)s",
            { number: this.index + 1, total: this.links.length },
        );
    }

    move(step) {
        this.index = (this.index + step + this.links.length) % this.links.length;
        this.draw();
    }

    onKey(event) {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (step) {
            this.move(step);
        }
    }

    onBackdrop(event) {
        if (event.target === this.dialog) {
            this.dialog.close();
        }
    }

    onSwipe(event) {
        const moved = event.clientX - (this.from ?? event.clientX);
        if (Math.abs(moved) > SWIPE) {
            this.move(moved < 0 ? 1 : -1);
        }
    }
}

registry.category("public.interactions").add("ticket_website.lightbox", Lightbox);
