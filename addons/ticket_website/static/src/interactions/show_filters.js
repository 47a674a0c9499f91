import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** A choice is shown at once on wide screens; addresses say only what was chosen. */
export class ShowFilters extends Interaction {
    static selector = "form.o_ticket_filters, form.o_ticket_search";
    dynamicContent = {
        _root: { "t-on-submit": this.leaveOutEmpty },
        "select, input[type=checkbox]": { "t-on-change": this.apply },
        "input[type=date]": { "t-on-change": this.onDay },
        "select[name=when]": { "t-on-change": this.onWhen },
    };

    get isWide() {
        return window.matchMedia("(min-width: 992px)").matches;
    }

    apply() {
        if (this.isWide) {
            this.el.requestSubmit();
        }
    }

    /** Days and words for days exclude each other. */
    onDay(ev) {
        if (ev.target.value) {
            this.el.querySelector("select[name=when]").value = "";
        }
    }

    onWhen() {
        for (const day of this.el.querySelectorAll("input[type=date]")) {
            day.value = "";
        }
    }

    leaveOutEmpty() {
        const empty = [...this.el.elements].filter((field) => field.name && !field.value);
        empty.forEach((field) => (field.disabled = true));
        // back from the next page the fields are needed again
        this.addListener(window, "pagehide", () =>
            empty.forEach((field) => (field.disabled = false)),
        );
    }
}

registry.category("public.interactions").add("ticket_website.show_filters", ShowFilters);
