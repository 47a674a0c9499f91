import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { venueClock } from "../../utils/venue_clock";

/** Sessions shown: a house with its doors open for days ahead has many. */
const MOST_SESSIONS = 5;

/** How the lane stands: people today, sessions, the last scans, and what went wrong. */
export class Figures extends Component {
    static template = "ticket_gate.Figures";
    static props = {
        status: { type: [Object, { value: null }] },
        offset: { type: Number, optional: true },
        last: Array,
        waiting: Number,
        doubles: Array,
        onSeen: Function,
    };

    get sessions() {
        const sessions = this.props.status?.sessions ?? [];
        return sessions.filter(({ sold }) => sold).slice(0, MOST_SESSIONS);
    }

    get waiting() {
        return _t("Entries the server does not know yet: %(count)s", { count: this.props.waiting });
    }

    figures({ admitted, sold, inside }) {
        return _t("%(admitted)s of %(sold)s came, %(inside)s are inside", {
            admitted,
            sold,
            inside,
        });
    }

    /** Where the other person came in on the same ticket. */
    firstOf({ first: { gate, scanned_at } }) {
        const time = this.clock(new Date(`${scanned_at.replace("Z", "")}Z`));
        return _t("First entry: %(time)s, %(gate)s", { time, gate });
    }

    hereOf({ scanned_at }) {
        return _t("Here: %(time)s", { time: this.clock(new Date(scanned_at)) });
    }

    clock(time) {
        return venueClock(time, this.props.offset);
    }
}
