import { Component } from "@odoo/owl";
import { SessionFacts } from "@ticket_pos/customer_display/session_facts/session_facts";
import { daysUntil, startOf } from "@ticket_pos/customer_display/session_time";
import { _t } from "@web/core/l10n/translation";

/** Nobody is being served: what is on next. */
export class DisplayIdle extends Component {
    static template = "ticket_pos.DisplayIdle";
    static components = { SessionFacts };
    static props = { coming: Array, logo: String };

    get first() {
        return this.props.coming[0];
    }

    get rows() {
        return this.props.coming.slice(1).map((card) => ({
            ...card,
            day: this.day(card),
            times: card.starts
                .map((start) => startOf({ ...card, start }).toFormat("HH:mm"))
                .join(" · "),
            badge: this.badge(card),
        }));
    }

    day(card) {
        const days = daysUntil(card);
        if (days === 0) {
            return _t("Today");
        }
        return days === 1
            ? _t("Tomorrow")
            : startOf(card).toLocaleString({ weekday: "short", month: "short", day: "numeric" });
    }

    badge({ left }) {
        return { none: _t("Sold out"), few: _t("Few left") }[left] || "";
    }
}
