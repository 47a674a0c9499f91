import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** The link for a friend: copied, or handed to the phone's own way of sharing. */
export class HandOverLink extends Interaction {
    static selector = ".o_ticket_hand_buttons";
    dynamicContent = {
        ".o_ticket_hand_copy": { "t-on-click": this.copy },
        ".o_ticket_hand_copy_words": { "t-att-class": () => ({ "d-none": this.copied }) },
        ".o_ticket_hand_copied": { "t-att-class": () => ({ "d-none": !this.copied }) },
        ".o_ticket_hand_share": {
            "t-att-class": () => ({ "d-none": !navigator.share }),
            "t-on-click": this.share,
        },
    };

    setup() {
        this.copied = false;
    }

    async copy(event) {
        const { address } = event.currentTarget.dataset;
        try {
            await navigator.clipboard.writeText(address);
        } catch {
            // without permission, or on an unsafe address: the field is selected instead
            this.el.parentElement.querySelector(".o_ticket_hand_address")?.select();
            return;
        }
        this.copied = true;
        this.updateContent();
    }

    async share(event) {
        const { address, title } = event.currentTarget.dataset;
        try {
            await navigator.share({ title, url: address });
        } catch {
            // the guest closed the phone's sheet: nothing to say
        }
    }
}

registry.category("public.interactions").add("ticket_website.hand_over_link", HandOverLink);
