import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

const REFRESH_MS = 5000;

/** What is sold, held and left now, by zone, type and channel, with caps; for one session or a
 * day. Asks again by itself while somebody looks. */
export class LiveBoard extends Component {
    static template = "ticket_sale.LiveBoard";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.sessionId = this.props.action.context?.active_id || null;
        this.state = useState({ board: null, stale: false, paused: false });
        onWillStart(() => this.load());
        const timer = setInterval(() => this.refresh(), REFRESH_MS);
        onWillUnmount(() => clearInterval(timer));
    }

    get board() {
        return this.state.board;
    }

    async refresh() {
        if (this.state.paused || document.hidden || this.loading) {
            return;
        }
        try {
            await this.load(this.board.day);
        } catch {
            this.state.stale = true; // the old figures stay, and say that they are old
        }
    }

    async load(day = null) {
        this.loading = true;
        try {
            this.state.board = await this.orm.silent.call("ticket.session", "get_live_board", [], {
                session_id: this.sessionId,
                day: this.sessionId ? null : day,
            });
            this.state.stale = false;
        } finally {
            this.loading = false;
        }
    }

    onDayChange(ev) {
        if (ev.target.value) {
            this.load(ev.target.value);
        }
    }

    move(days) {
        const day = new Date(`${this.board.day}T12:00:00Z`);
        day.setUTCDate(day.getUTCDate() + days);
        return this.load(day.toISOString().slice(0, 10));
    }

    togglePause() {
        this.state.paused = !this.state.paused;
    }

    /** The bars of a row or session: widths in percent of its places. */
    parts(row) {
        const total = row.total || 1;
        return ["sold", "held", "reserved"].map((state) => ({
            state,
            width: (100 * row[state]) / total,
        }));
    }

    barText(row) {
        return _t("%(sold)s sold, %(held)s held, %(reserved)s reserved, %(free)s left", row);
    }

    soldPercent(row) {
        return row.total ? Math.round((100 * row.sold) / row.total) : 0;
    }

    trendHeight(session, count) {
        return Math.round((100 * count) / Math.max(1, ...session.trend));
    }

    trendText(session) {
        return _t(
            "Tickets in steps of five minutes, the newest last: %s",
            session.trend.join(", "),
        );
    }

    /** When the session would be sold out at the speed of the last hour. */
    soldOutText(session) {
        const minutes = session.minutes_left;
        if (!session.free) {
            return _t("Nothing left");
        }
        if (minutes === null) {
            return _t("No sale in the last hour");
        }
        if (minutes > 2880) {
            return _t("Sold out in %s days at this speed", Math.round(minutes / 1440));
        }
        if (minutes > 120) {
            return _t("Sold out in %s hours at this speed", Math.round(minutes / 60));
        }
        return _t("Sold out in %s minutes at this speed", minutes);
    }

    blocks(session) {
        return [
            { id: "zones", title: _t("Zones"), rows: session.zones, whole: true },
            { id: "channels", title: _t("Channels"), rows: session.channels, whole: false },
            { id: "types", title: _t("Ticket types"), rows: session.types, whole: false },
        ].filter((block) => block.rows.length);
    }

    /** Zones are measured against their places, the others against the busiest. */
    share(row, block) {
        const most = block.whole
            ? row.total
            : Math.max(1, ...block.rows.map((r) => r.sold + r.held));
        return most ? (100 * row.sold) / most : 0;
    }

    heldShare(row, block) {
        const most = block.whole
            ? row.total
            : Math.max(1, ...block.rows.map((r) => r.sold + r.held));
        return most ? (100 * (row.held + row.reserved)) / most : 0;
    }

    openSession(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ticket.session",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openCaps(session) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Caps"),
            res_model: "ticket.cap",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [["session_id", "=", session.id]],
            context: { default_session_id: session.id },
        });
    }
}

registry.category("actions").add("ticket_sale.live_board", LiveBoard);
