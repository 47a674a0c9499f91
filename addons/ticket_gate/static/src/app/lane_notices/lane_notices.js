import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { venueClock } from "../../utils/venue_clock";

/** What the person at the lane must know before the next visitor comes. */
export class LaneNotices extends Component {
    static template = "ticket_gate.LaneNotices";
    static props = {
        lane: Object,
        status: { type: [Object, { value: null }] },
        online: Boolean,
        messages: Array,
        onRead: Function,
    };

    /** What a lane without the network goes by. */
    get alone() {
        const { facts, store } = this.props.lane;
        if (this.props.online) {
            return store.forgets ? _t("This browser keeps nothing: do not close this page.") : "";
        }
        if (!facts) {
            return _t("No connection, and nothing is known here yet: tickets cannot be checked.");
        }
        const { server_time, gate } = facts;
        const time = venueClock(new Date(server_time), gate.offset).slice(0, 5);
        return _t("No connection. This device decides by the list of %(time)s.", { time });
    }

    get drill() {
        const { alarm } = this.props.status ?? {};
        return alarm?.kind === "drill" ? alarm : null;
    }

    get gate() {
        return this.props.status?.gate;
    }
}
