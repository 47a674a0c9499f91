import { _t } from "@web/core/l10n/translation";
import { Interaction } from "@web/public/interaction";
import { KeepLast } from "@web/core/utils/concurrency";
import { redirect } from "@web/core/utils/urls";
import { registry } from "@web/core/registry";
import { renderToFragment } from "@web/core/utils/render";
import { suggestionStates } from "./suggestion_states";

const DELAY = 180;
let counter = 0;

/** The search field as a combobox: shows and venues are offered while somebody types. */
export class Suggestions extends Interaction {
    static selector = ".o_ticket_search";
    dynamicContent = {
        "input[type=search]": {
            "t-on-input": this.debounced(this.ask, DELAY),
            "t-on-compositionend": this.debounced(this.ask, DELAY),
            "t-on-keydown": this.onKeydown,
            "t-on-focus": this.open,
            "t-att-aria-expanded": () => String(this.isOpen),
            "t-att-aria-activedescendant": () => this.activeId,
        },
        ".o_ticket_suggestions": { "t-att-class": () => ({ "d-none": !this.isOpen }) },
        ".o_ticket_suggestions_said": { "t-out": () => this.said },
        _document: { "t-on-click": this.onClickAnywhere },
    };

    setup() {
        this.input = this.el.querySelector("input[type=search]");
        this.prefix = `o_ticket_suggestion_${counter++}_`;
        this.keepLast = new KeepLast();
        this.found = [];
        this.isOpen = false;
        this.active = -1;
        this.said = "";
        this.asked = this.input.value.trim();
        this.list = document.createElement("div");
        this.list.className = "o_ticket_suggestions d-none";
        this.list.id = `${this.prefix}list`;
        this.list.setAttribute("role", "listbox");
        this.list.setAttribute("aria-label", _t("Suggestions"));
        const said = document.createElement("span");
        said.className = "o_ticket_suggestions_said visually-hidden";
        said.setAttribute("role", "status");
        this.insert(this.list, this.input, "afterend");
        this.insert(said, this.list, "afterend");
        this.input.setAttribute("role", "combobox");
        this.input.setAttribute("aria-autocomplete", "list");
        this.input.setAttribute("aria-controls", this.list.id);
    }

    get activeId() {
        return this.isOpen && this.active >= 0 ? this.prefix + this.active : undefined;
    }

    async ask(ev) {
        const search = this.input.value.trim();
        if (ev.isComposing || search === this.asked) {
            return;
        }
        this.asked = search;
        const found = search ? await this.waitFor(this.keepLast.add(this.fetch(search))) : [];
        this.show(found);
    }

    /** What the server offers; nothing when it does not answer: the field works without. */
    async fetch(search) {
        try {
            const query = new URLSearchParams({ search });
            const response = await fetch(`${this.path}/suggest?${query}`);
            return response.ok ? (await response.json()).found : [];
        } catch {
            return [];
        }
    }

    /** The listing in the visitor's language. */
    get path() {
        return new URL(this.el.action).pathname.replace(/\/calendar$/, "");
    }

    show(found) {
        this.found = found;
        this.active = -1;
        const values = { found, prefix: this.prefix, states: suggestionStates() };
        this.list.replaceChildren(renderToFragment("ticket_website.Suggestions", values));
        this.isOpen = found.length > 0;
        this.said = "";
        if (this.asked) {
            this.said = found.length
                ? _t("%(count)s suggestions, choose with the arrow keys", { count: found.length })
                : _t("No suggestions");
        }
        this.updateContent();
    }

    open() {
        this.isOpen = this.found.length > 0;
    }

    close() {
        this.isOpen = false;
        this.active = -1;
        this.mark();
    }

    onClickAnywhere(ev) {
        if (!this.el.contains(ev.target)) {
            this.close();
        }
    }

    onKeydown(ev) {
        if (ev.isComposing) {
            return;
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (step && this.found.length) {
            ev.preventDefault();
            this.open();
            const count = this.found.length + 1; // one more: back in the field
            this.active = ((this.active + 1 + step + count) % count) - 1;
            this.mark();
        } else if (ev.key === "Enter" && this.activeId) {
            ev.preventDefault();
            redirect(this.found[this.active].url);
        } else if (ev.key === "Escape" && this.isOpen) {
            ev.preventDefault();
            this.close();
        } else if (ev.key === "Tab") {
            this.close();
        }
    }

    mark() {
        for (const [index, option] of [...this.list.children].entries()) {
            option.setAttribute("aria-selected", String(index === this.active));
            if (index === this.active) {
                option.scrollIntoView({ block: "nearest" });
            }
        }
    }
}

registry.category("public.interactions").add("ticket_website.suggestions", Suggestions);
