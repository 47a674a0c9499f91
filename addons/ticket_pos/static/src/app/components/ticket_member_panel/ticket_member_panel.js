import { Component, useState } from "@odoo/owl";
import { quickAmounts } from "@ticket_pos/utils/member";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** What one customer has and can buy: membership, stored value, points, cards. */
export class TicketMemberPanel extends Component {
    static template = "ticket_pos.TicketMemberPanel";
    static props = {
        panel: Object,
        busy: Boolean,
        /** (question to the server) => whether the panel is new */
        update: Function,
        /** (act that puts something into the order) */
        intoOrder: Function,
    };

    setup() {
        this.pos = useService("pos");
        this.members = useService("ticket_member");
        this.state = useState({ topUp: "", code: "", replaces: null, adding: false });
    }

    get membership() {
        return this.props.panel.membership;
    }

    get wallets() {
        return this.props.panel.loyalty.filter((card) => card.kind === "ewallet");
    }

    get others() {
        return this.props.panel.loyalty.filter((card) => card.kind !== "ewallet");
    }

    get offers() {
        return this.props.panel.offers.filter((offer) => offer.kind !== "lower");
    }

    get canTopUp() {
        return Boolean(this.pos.ticketProgram("ewallet"));
    }

    get amounts() {
        return quickAmounts(this.pos.currency.decimal_places);
    }

    get isCustomer() {
        return this.pos.getOrder()?.getPartner()?.id === this.props.panel.partner_id;
    }

    get validity() {
        const { state, state_name, end, days } = this.membership;
        const until = _t("until %(day)s", { day: this.date(end) });
        if (state === "active") {
            return _t("%(until)s, %(days)s days left", { until, days });
        }
        return `${state_name}, ${until}`;
    }

    get membershipColor() {
        const { state, days } = this.membership;
        if (state !== "active") {
            return "text-bg-danger";
        }
        return days <= 14 ? "text-bg-warning" : "text-bg-success";
    }

    date(text) {
        return text ? formatDate(deserializeDate(text)) : "";
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    offerLabel({ kind, name }) {
        return {
            new: _t("Sell %(tier)s", { tier: name }),
            renew: _t("Renew %(tier)s", { tier: name }),
            upgrade: _t("Upgrade to %(tier)s", { tier: name }),
        }[kind];
    }

    offerDays({ start, end }) {
        return _t("%(start)s to %(end)s", { start: this.date(start), end: this.date(end) });
    }

    offerCredit({ fee, credit }) {
        return _t("%(fee)s less %(credit)s for the days not used", {
            fee: this.money(fee),
            credit: this.money(credit),
        });
    }

    cardState({ state, reason }) {
        const names = { blocked: _t("Blocked"), replaced: _t("Replaced"), active: _t("Active") };
        return reason ? `${names[state]}: ${reason}` : names[state];
    }

    use() {
        const { partner_id } = this.props.panel;
        return this.props.intoOrder(() => this.members.cart.choose(partner_id));
    }

    sell(offer) {
        const { partner_id } = this.props.panel;
        return this.props.intoOrder(() =>
            this.members.cart.sellMembership(partner_id, {
                ...offer,
                start: this.date(offer.start),
                end: this.date(offer.end),
            }),
        );
    }

    topUp(amount) {
        const { partner_id } = this.props.panel;
        return this.props.intoOrder(() => this.members.cart.topUp(partner_id, amount));
    }

    pay(card) {
        const { partner_id } = this.props.panel;
        return this.props.intoOrder(() => this.members.cart.payWithWallet(partner_id, card.id));
    }

    replace(card) {
        Object.assign(this.state, { adding: true, replaces: card, code: "" });
    }

    give() {
        Object.assign(this.state, { adding: true, replaces: null, code: "" });
    }

    async onCardKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            await this.issue();
        }
    }

    async issue() {
        const { code, replaces } = this.state;
        const { partner_id } = this.props.panel;
        const done = await this.props.update(() =>
            this.members.issue(partner_id, code, replaces?.id || false),
        );
        if (done) {
            Object.assign(this.state, { adding: false, replaces: null, code: "" });
        }
    }

    block(card) {
        const { partner_id } = this.props.panel;
        return this.props.update(() => this.members.block(partner_id, card.id));
    }
}
