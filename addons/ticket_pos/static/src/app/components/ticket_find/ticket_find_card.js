import { Component, onMounted, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;
const LIVE = ["valid", "used"];

/** An order that was found: who, what, how its tickets are, and what can be done with it. */
export class TicketFindCard extends Component {
    static template = "ticket_pos.TicketFindCard";
    static props = {
        result: {
            type: Object,
            shape: { key: String, reference: String, tickets: Array, matched: Array, "*": true },
        },
        kind: { type: [String, Boolean] },
        context: { type: Object },
        /** Hand its tickets out as soon as it is shown */
        auto: { type: Boolean, optional: true },
    };

    setup() {
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ chosen: this.firstChoice(this.props), busy: false });
        onMounted(() => this.handOutAtOnce());
        onWillUpdateProps((props) => {
            if (props.result !== this.props.result) {
                this.state.chosen = this.firstChoice(props);
            }
        });
    }

    /** Nothing of it is left to hand out. */
    get allCollected() {
        const live = this.props.result.tickets.filter((ticket) => this.isLive(ticket));
        return live.length > 0 && live.every(({ collected }) => collected);
    }

    handOutAtOnce() {
        const act = this.acts.find(({ name }) => name === "pickup");
        return this.props.auto && act && this.run(act);
    }

    /** One ticket was scanned: it is meant; else all that are good. */
    firstChoice({ result, kind }) {
        const live = result.tickets.filter(({ state }) => LIVE.includes(state));
        const meant = ["ticket", "seat"].includes(kind)
            ? live.filter(({ id }) => result.matched.includes(id))
            : live;
        return new Set(meant.map(({ id }) => id));
    }

    get sessions() {
        const sessions = new Map();
        for (const ticket of this.props.result.tickets) {
            if (!sessions.has(ticket.session_id)) {
                sessions.set(ticket.session_id, { ...ticket, tickets: [] });
            }
            sessions.get(ticket.session_id).tickets.push(ticket);
        }
        return [...sessions.values()];
    }

    /** In the venue's own time. */
    when({ start, tz }) {
        return DateTime.fromISO(start, { zone: "utc" }).setZone(tz).toLocaleString({
            weekday: "short",
            month: "short",
            day: "numeric",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
        });
    }

    /** By the clock of whoever reads it. */
    moment(at) {
        return DateTime.fromISO(at, { zone: "utc" })
            .toLocal()
            .toLocaleString(DateTime.DATETIME_SHORT);
    }

    get customer() {
        const { customer, phone_end } = this.props.result;
        const phone = phone_end && _t("phone ends in %(digits)s", { digits: phone_end });
        return [customer, phone].filter(Boolean).join(" · ");
    }

    get shortened() {
        const { tickets, count } = this.props.result;
        const shown = tickets.length;
        return _t("%(shown)s of %(count)s tickets are shown. Scan one to reach the others.", {
            shown,
            count,
        });
    }

    isLive(ticket) {
        return LIVE.includes(ticket.state);
    }

    badge(ticket) {
        return (
            {
                valid: "text-bg-success",
                used: "text-bg-info",
            }[ticket.state] || "text-bg-danger"
        );
    }

    printLabel({ job }) {
        if (!job) {
            return _t("not printed");
        }
        if (job.uncertain) {
            return _t("look at the paper");
        }
        return {
            waiting: _t("waiting for %(printer)s", { printer: job.printer }),
            sent: _t("printing…"),
            printed:
                job.copy > 1 ? _t("printed, copy %(number)s", { number: job.copy }) : _t("printed"),
            failed: _t("failed"),
            spoiled: _t("spoiled"),
            cancelled: _t("cancelled"),
        }[job.state];
    }

    toggle(ticket) {
        const { chosen } = this.state;
        if (chosen.has(ticket.id)) {
            chosen.delete(ticket.id);
        } else {
            chosen.add(ticket.id);
        }
    }

    get context() {
        return {
            ...this.props.context,
            dialog: this.dialog,
            notification: this.notification,
            env: this.env,
            chosen: () => [...this.state.chosen],
        };
    }

    get acts() {
        return registry
            .category("ticket_find_acts")
            .getEntries()
            .map(([name, act]) => ({ name, sequence: 50, ...act }))
            .filter((act) => act.isShown(this.props.result, this.context))
            .sort((a, b) => a.sequence - b.sequence);
    }

    async run(act) {
        this.state.busy = true;
        try {
            await act.run(this.props.result, this.context);
        } finally {
            this.state.busy = false;
        }
    }
}
