import { Component } from "@odoo/owl";
import { startOf } from "@ticket_pos/customer_display/session_time";
import { _t } from "@web/core/l10n/translation";

/** Which show, when and where, to be read from a step away. */
export class SessionFacts extends Component {
    static template = "ticket_pos.SessionFacts";
    static props = { card: Object };

    get day() {
        return startOf(this.props.card).toLocaleString({
            weekday: "short",
            month: "short",
            day: "numeric",
        });
    }

    get time() {
        return startOf(this.props.card).toFormat("HH:mm");
    }

    get when() {
        return _t("%(day)s, %(time)s", { day: this.day, time: this.time });
    }
}
