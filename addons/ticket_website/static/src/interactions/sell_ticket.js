import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { resalePayout } from "../utils/resale.js";

/** What the seller gets, while the price is typed. The server reckons it again. */
export class SellTicket extends Interaction {
    static selector = ".o_ticket_sell";
    dynamicContent = {
        "input[name=price]": { "t-on-input": this.onInput },
        "input[name=payout]": { "t-on-change": this.onInput },
        ".o_ticket_sell_payout b": { "t-out": () => this.payout },
        ".o_ticket_sell_account": {
            "t-att-class": () => ({ "d-none": this.way !== "bank" }),
        },
        "input[name=account]": { "t-att-required": () => this.way === "bank" },
    };

    setup() {
        this.read();
    }

    onInput() {
        this.read();
        this.updateContent();
    }

    read() {
        const { fee, digits } = this.el.dataset;
        const price = this.el.querySelector("input[name=price]").value;
        this.way = this.el.querySelector("input[name=payout]:checked")?.value;
        this.payout = resalePayout(price, Number(fee), Number(digits));
    }
}

registry.category("public.interactions").add("ticket_website.sell_ticket", SellTicket);
