import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Moves a row of cards or slides by its arrows; fingers and keys move it without. */
export class BlockRow extends Interaction {
    static selector = ".o_ticket_row";
    dynamicContent = {
        ".o_ticket_row_arrow": {
            "t-on-click": (event) => this.move(Number(event.currentTarget.dataset.step)),
            "t-att-disabled": (arrow) => (arrow.dataset.step === "1" ? this.atEnd : this.atStart),
        },
        ".o_ticket_row_track": { "t-on-scroll": this.throttled(this.look) },
        _window: { "t-on-resize": this.throttled(this.look) },
    };

    setup() {
        this.track = this.el.querySelector(".o_ticket_row_track");
        this.atStart = true;
        this.atEnd = false;
    }

    start() {
        this.look();
    }

    look() {
        const { scrollLeft, scrollWidth, clientWidth } = this.track;
        this.atStart = Math.abs(scrollLeft) < 4;
        this.atEnd = Math.abs(scrollLeft) + clientWidth > scrollWidth - 4;
        this.updateContent();
    }

    move(step) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.track.scrollBy({
            left: step * this.track.clientWidth,
            behavior: calm ? "auto" : "smooth",
        });
    }
}

registry.category("public.interactions").add("ticket_website.block_row", BlockRow);
