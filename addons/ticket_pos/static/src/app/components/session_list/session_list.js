import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { normalize } from "@web/core/l10n/utils";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;

/** Sessions by day, the next one first; what is nearly gone says so. */
export class SessionList extends Component {
    static template = "ticket_pos.SessionList";
    static props = {
        sessions: {
            type: Array,
            element: {
                type: Object,
                shape: {
                    id: Number,
                    show: String,
                    hall: String,
                    start: String,
                    tz: String,
                    state: String,
                    started: Boolean,
                    free: Number,
                    total: Number,
                },
            },
        },
        selectedId: { type: [Number, { value: null }], optional: true },
        onSelect: Function,
    };

    setup() {
        this.ui = useService("ui");
        this.state = useState({ search: "" });
    }

    get days() {
        const wanted = normalize(this.state.search.trim());
        const days = new Map();
        for (const session of this.props.sessions) {
            if (wanted && !normalize(`${session.show} ${session.hall}`).includes(wanted)) {
                continue;
            }
            const start = this.start(session);
            const day = start.toISODate();
            if (!days.has(day)) {
                days.set(day, { key: day, label: this.dayLabel(start), sessions: [] });
            }
            days.get(day).sessions.push({ ...session, time: start.toFormat("HH:mm") });
        }
        return [...days.values()];
    }

    /** In the venue's own time, whatever the till's zone is. */
    start(session) {
        return DateTime.fromISO(session.start, { zone: "utc" }).setZone(session.tz || "utc");
    }

    dayLabel(start) {
        const today = DateTime.now().setZone(start.zone).startOf("day");
        const days = Math.round(start.startOf("day").diff(today, "days").days);
        const date = start.toLocaleString({ weekday: "short", month: "short", day: "numeric" });
        if (days === 0) {
            return _t("Today, %(date)s", { date });
        }
        return days === 1 ? _t("Tomorrow, %(date)s", { date }) : date;
    }

    freeShare(session) {
        return session.total ? Math.round((100 * session.free) / session.total) : 0;
    }

    freeLabel(session) {
        return session.free
            ? _t("%(free)s of %(total)s free", { free: session.free, total: session.total })
            : _t("Sold out");
    }
}
