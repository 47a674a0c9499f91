import { Component, onWillStart, useState } from "@odoo/owl";
import { RentalLoan } from "@ticket_pos/app/components/rental_loan/rental_loan";
import { matching } from "@ticket_pos/utils/rental";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";

/** The shelf and what is out: scan or touch. */
export class RentalDialog extends Component {
    static template = "ticket_pos.RentalDialog";
    static components = { Dialog, RentalLoan };
    static props = { loan: { type: Object, optional: true }, close: Function };

    setup() {
        this.rental = useService("ticket_rental");
        this.state = useState({
            tab: "items",
            text: "",
            card: "",
            item: null,
            loan: this.props.loan || null,
            items: [],
            loans: [],
            unknown: false,
        });
        useAutofocus({ refName: "search" });
        onWillStart(() => !this.state.loan && this.load());
    }

    async load() {
        Object.assign(this.state, await this.rental.shelf());
    }

    get items() {
        return matching(this.state.items, this.state.text, ["name", "code", "category"]);
    }

    get loans() {
        return matching(this.state.loans, this.state.text, ["name", "item", "code", "customer"]);
    }

    get itemsLabel() {
        return _t("Give out (%(count)s)", { count: this.state.items.length });
    }

    get loansLabel() {
        return _t("Out now (%(count)s)", { count: this.state.loans.length });
    }

    duration(loan) {
        return this.rental.duration(loan.minutes);
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async onKeydown(ev) {
        const code = this.state.text.trim();
        if (ev.key !== "Enter" || !code) {
            return;
        }
        ev.preventDefault();
        if (await this.rental.scan(code)) {
            this.props.close();
        } else {
            this.state.unknown = true;
        }
    }

    onInput() {
        this.state.unknown = false;
    }

    async giveOut() {
        await this.rental.giveOut(this.state.item, this.state.card);
        this.props.close();
    }
}
