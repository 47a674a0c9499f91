import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatMonetary } from "@web/views/fields/formatters";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

const REFRESH_MS = 60000;

/** The manager's page: takings, tickets and the sessions to come, by day, month or year. */
export class TicketToday extends Component {
    static template = "ticket_sale.Today";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ period: "today", figures: null });
        onWillStart(() => this.load());
        const timer = setInterval(() => this.load(), REFRESH_MS);
        onWillUnmount(() => clearInterval(timer));
    }

    get periods() {
        return [
            { id: "today", label: _t("Today") },
            { id: "month", label: _t("This month") },
            { id: "year", label: _t("This year") },
        ];
    }

    get figures() {
        return this.state.figures;
    }

    /** Takings against the same stretch one period ago, in whole percent; null without any. */
    get change() {
        const before = this.figures.previous.takings;
        if (!before) {
            return null;
        }
        return Math.round((this.figures.totals.takings / before - 1) * 100);
    }

    get changePercent() {
        return `${this.change > 0 ? "+" : ""}${this.change} %`;
    }

    get changeText() {
        return {
            today: _t("against the same day last week, to this hour"),
            month: _t("against last month, to this day"),
            year: _t("against last year, to this day"),
        }[this.state.period];
    }

    get highest() {
        return Math.max(1, ...this.figures.bars.map((bar) => bar.takings));
    }

    async load(period = this.state.period) {
        const figures = await this.orm.call("ticket.today", "get_figures", [], { period });
        this.state.period = period;
        this.state.figures = figures;
    }

    money(amount) {
        const { symbol, position, digits } = this.figures.currency;
        const text = formatMonetary(amount, { digits: [16, digits], noSymbol: true });
        return position === "after" ? `${text} ${symbol}` : `${symbol} ${text}`;
    }

    count(tickets) {
        return tickets === 1 ? _t("1 ticket") : _t("%(count)s tickets", { count: tickets });
    }

    share(row, rows) {
        const highest = Math.max(1, ...rows.map((other) => other.takings));
        return Math.max(0, Math.round((row.takings / highest) * 100));
    }

    barHeight(bar) {
        return Math.max(0, Math.round((bar.takings / this.highest) * 100));
    }

    barTitle(bar) {
        return _t("%(label)s: %(tickets)s, %(money)s", {
            label: bar.label,
            tickets: this.count(bar.tickets),
            money: this.money(bar.takings),
        });
    }

    filled(session) {
        return session.places ? Math.round((session.sold / session.places) * 100) : 0;
    }

    async openSales(extra = []) {
        const action = await this.action.loadAction("ticket_sale.ticket_sale_report_action");
        return this.action.doAction({
            ...action,
            context: {},
            domain: [...this.figures.domain, ...extra],
        });
    }

    openSession(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ticket.session",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("ticket_sale.today", TicketToday);
