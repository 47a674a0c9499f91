import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

/** Passes a page on: by the phone's own apps, or by its address in the clipboard. */
export class SharePage extends Interaction {
    static selector = ".o_ticket_share";
    dynamicContent = {
        ".o_ticket_share_native": {
            "t-on-click": this.share,
            "t-att-class": () => ({ "d-none": !this.canShare }),
        },
        ".o_ticket_share_copy": { "t-on-click": this.copy },
        ".o_ticket_share_told": { "t-out": () => this.told },
        _document: {
            "t-on-click": this.closeOutside,
            "t-on-keydown": (event) => event.key === "Escape" && this.close(),
        },
    };

    setup() {
        const { url, title } = this.el.querySelector(".o_ticket_share_panel").dataset;
        this.page = { url, title };
        this.canShare = Boolean(browser.navigator.share);
        this.told = "";
    }

    async share() {
        try {
            await this.waitFor(browser.navigator.share(this.page));
        } catch (error) {
            if (error.name !== "AbortError") {
                throw error;
            }
        }
    }

    async copy() {
        try {
            await this.waitFor(browser.navigator.clipboard.writeText(this.page.url));
            this.told = _t("The link is copied.");
        } catch {
            // no clipboard without https: the address is shown to be copied by hand
            this.told = this.page.url;
        }
        this.updateContent();
    }

    closeOutside(event) {
        if (!this.el.contains(event.target)) {
            this.close();
        }
    }

    close() {
        this.el.open = false;
    }
}

registry.category("public.interactions").add("ticket_website.share_page", SharePage);
