import { _t } from "@web/core/l10n/translation";
import { redirect } from "@web/core/utils/urls";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Choose sessions and zones of a package, see what it costs, and put it into the cart. */
export class PackageBuy extends Interaction {
    static selector = "form.o_ticket_package_buy";
    dynamicContent = {
        _root: { "t-on-change": this.choose, "t-on-submit.prevent": this.locked(this.buy, true) },
        ".o_ticket_package_amount": { "t-out": () => this.price.price },
        ".o_ticket_package_singly": { "t-out": () => this.price.singly },
        ".o_ticket_package_saving": { "t-out": () => this.price.saving },
        ".o_ticket_package_single": {
            "t-att-class": () => ({ "d-none": !this.price.saves }),
        },
        ".o_ticket_package_note": {
            "t-out": () => this.note,
            "t-att-class": () => ({ "text-danger": this.refused }),
        },
        ".o_ticket_package_go": { "t-att-disabled": () => !this.isComplete },
    };

    setup() {
        const amount = this.el.querySelector(".o_ticket_package_amount");
        this.price = { price: amount.textContent, singly: "", saving: "", saves: false };
        this.note = "";
        this.refused = false;
        this.open = !this.el.querySelector(".o_ticket_package_go").disabled;
        this.asked = 0;
        this.explain();
    }

    start() {
        this.choose();
    }

    get packageId() {
        return Number(this.el.dataset.packageId);
    }

    get units() {
        return Number(this.el.querySelector(".o_ticket_package_units").value);
    }

    get isComplete() {
        return this.open && this.choices.length === Number(this.el.dataset.choices);
    }

    /** What is chosen, as the server reads it. */
    get choices() {
        const rows = [...this.el.querySelectorAll(".o_ticket_package_session")];
        if (this.el.dataset.kind === "series") {
            const common = this.el.querySelector(".o_ticket_package_common").value;
            const zones = common ? common.split(",").map(Number) : [];
            return zones.map((zone, i) => ({ session: Number(rows[i].dataset.sessionId), zone }));
        }
        return rows
            .filter((row) => {
                const box = row.querySelector("input[name='session']");
                return box ? box.checked : row.querySelector(".o_ticket_package_zone");
            })
            .map((row) => ({
                session: Number(row.dataset.sessionId),
                zone: Number(row.querySelector(".o_ticket_package_zone").value),
            }));
    }

    /** Say what is still to be chosen. */
    explain() {
        const missing = Number(this.el.dataset.choices) - this.choices.length;
        this.refused = false;
        this.note = "";
        if (missing > 0 && this.open) {
            this.note = _t("%(count)s more to choose.", { count: missing });
        } else if (missing < 0) {
            this.note = _t("%(count)s too many.", { count: -missing });
        }
    }

    async choose() {
        this.explain();
        if (!this.isComplete) {
            return;
        }
        const asked = ++this.asked;
        const quote = await this.waitFor(
            this.services.ticket_shop.packageQuote(this.packageId, this.choices, this.units),
        );
        if (asked !== this.asked) {
            return; // the visitor has chosen again meanwhile
        }
        if (quote.error) {
            this.refuse(quote.error.message);
        } else {
            this.price = quote;
        }
        this.updateContent();
    }

    async buy() {
        const answer = await this.waitFor(
            this.services.ticket_shop.packageCart(this.packageId, this.choices, this.units),
        );
        if (answer.error) {
            this.refuse(answer.error.message);
        } else {
            redirect(answer.redirect);
        }
    }

    refuse(message) {
        this.note = message;
        this.refused = true;
    }
}

registry.category("public.interactions").add("ticket_website.package_buy", PackageBuy);
