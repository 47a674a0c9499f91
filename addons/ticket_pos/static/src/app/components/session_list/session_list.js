import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { normalize } from "@web/core/l10n/utils";
import { useService } from "@web/core/utils/hooks";
import { answersTo, minutesUntil, nextToStart } from "@ticket_pos/utils/session_filter";

const { DateTime } = luxon;
const MINUTE_MS = 60000;
const SOON_MINUTES = 120;

/** The counter's programme: what starts next on top, then by day; searched and starred. */
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
                    show_id: { type: Number, optional: true },
                    favourite: { type: Boolean, optional: true },
                },
            },
        },
        selectedId: { type: [Number, { value: null }], optional: true },
        onSelect: Function,
        onFavour: { type: Function, optional: true },
    };

    setup() {
        this.ui = useService("ui");
        this.state = useState({ search: "", filter: "all", now: Date.now() });
        let timer;
        onMounted(() => {
            timer = browser.setInterval(() => (this.state.now = Date.now()), MINUTE_MS);
        });
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get filters() {
        const filters = [
            { name: "all", label: _t("All") },
            { name: "today", label: _t("Today") },
        ];
        if (this.props.sessions.some((session) => session.favourite)) {
            filters.push({ name: "favourite", label: _t("Favourites"), icon: "fa-star" });
        }
        return filters;
    }

    get filter() {
        const isThere = this.filters.some(({ name }) => name === this.state.filter);
        return isThere ? this.state.filter : "all";
    }

    isShown(session) {
        const { filter } = this;
        return (
            (filter !== "favourite" || session.favourite) &&
            (filter !== "today" || this.daysUntil(this.start(session)) <= 0) &&
            answersTo(session, this.state.search, normalize)
        );
    }

    get days() {
        const days = new Map();
        for (const session of this.props.sessions.filter((each) => this.isShown(each))) {
            const start = this.start(session);
            const day = start.toISODate();
            if (!days.has(day)) {
                days.set(day, { key: day, label: this.dayLabel(start), sessions: [] });
            }
            days.get(day).sessions.push({ ...session, time: start.toFormat("HH:mm") });
        }
        return [...days.values()];
    }

    /** What most people at the counter want now. */
    get next() {
        const session = nextToStart(this.props.sessions);
        if (!session) {
            return null;
        }
        const start = this.start(session);
        const day = this.daysUntil(start) ? `${this.dayLabel(start)} ` : "";
        return { ...session, time: day + start.toFormat("HH:mm"), left: this.timeLeft(session) };
    }

    timeLeft(session) {
        const minutes = minutesUntil(this.start(session).toMillis(), this.state.now);
        if (session.started || !minutes) {
            return _t("running");
        }
        return minutes <= SOON_MINUTES ? _t("in %(minutes)s min", { minutes }) : "";
    }

    /** In the venue's own time, whatever the till's zone is. */
    start(session) {
        return DateTime.fromISO(session.start, { zone: "utc" }).setZone(session.tz || "utc");
    }

    daysUntil(start) {
        const today = DateTime.fromMillis(this.state.now, { zone: start.zone }).startOf("day");
        return Math.round(start.startOf("day").diff(today, "days").days);
    }

    dayLabel(start) {
        const days = this.daysUntil(start);
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

    starLabel(session) {
        return session.favourite
            ? _t("Take %(show)s from the favourites", { show: session.show })
            : _t("Make %(show)s a favourite", { show: session.show });
    }

    /** Enter takes the first that answers; the scanner and the keys are free again. */
    onSearchKey(ev) {
        const first = this.days[0]?.sessions[0];
        if (ev.key === "Enter" && first) {
            this.props.onSelect(first.id);
            this.state.search = "";
            ev.target.blur();
        } else if (ev.key === "Escape") {
            this.state.search = "";
            ev.target.blur();
        }
    }
}
