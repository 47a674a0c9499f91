import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Keeps the bar of a show's page below the site's header and marks where one reads. */
export class ShowBar extends Interaction {
    static selector = ".o_ticket_show_bar";
    dynamicContent = {
        _root: { "t-att-style": () => ({ top: `${this.top}px` }) },
        _document: { "t-on-scroll": this.throttled(this.look) },
        ".o_ticket_show_tabs a": {
            "t-att-aria-current": (tab) =>
                tab.getAttribute("href") === this.here ? "true" : undefined,
        },
    };

    setup() {
        this.top = 0;
        this.here = "";
        this.tabs = [...this.el.querySelectorAll(".o_ticket_show_tabs a")].map((tab) =>
            tab.getAttribute("href"),
        );
    }

    start() {
        this.registerCleanup(this.services.website_menus.registerCallback(this.look.bind(this)));
        this.look();
    }

    look() {
        const doc = this.el.ownerDocument;
        const headers = [...doc.querySelectorAll(".o_top_fixed_element")];
        this.top = headers.reduce((height, header) => height + header.offsetHeight, 0);
        const line = this.top + this.el.offsetHeight + 40;
        const passed = this.tabs.filter((tab) => {
            const section = doc.querySelector(tab);
            return section && section.getBoundingClientRect().top <= line;
        });
        this.here = passed.at(-1) || "";
        doc.documentElement.style.setProperty("--o-ticket-show-top", `${line - 24}px`);
        this.updateContent();
    }
}

registry.category("public.interactions").add("ticket_website.show_bar", ShowBar);
