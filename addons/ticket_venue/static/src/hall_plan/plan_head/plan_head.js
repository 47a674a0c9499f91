import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { addDays, otherDay } from "@ticket_venue/utils/timetable";

const { DateTime } = luxon;

/** Which days and which venue the plan shows. */
export class PlanHead extends Component {
    static template = "ticket_venue.PlanHead";
    static props = {
        scale: String,
        day: String,
        shown: { type: Object, shape: { first: String, count: Number } },
        venue: Number,
        venues: { type: Array, element: Object },
        onGo: Function,
    };

    get title() {
        const { first, count } = this.props.shown;
        const from = DateTime.fromISO(first);
        if (this.props.scale === "day") {
            return from.toLocaleString(DateTime.DATE_HUGE);
        }
        if (this.props.scale === "month") {
            return from.toLocaleString({ year: "numeric", month: "long" });
        }
        const to = DateTime.fromISO(addDays(first, count - 1));
        return `${from.toLocaleString(DateTime.DATE_MED)} – ${to.toLocaleString(DateTime.DATE_MED)}`;
    }

    get scales() {
        return [
            { id: "day", name: _t("Day") },
            { id: "week", name: _t("Week") },
            { id: "month", name: _t("Month") },
        ];
    }

    move(direction) {
        const { scale, day } = this.props;
        return this.props.onGo({ day: otherDay(scale, day, direction) });
    }

    today() {
        return this.props.onGo({ day: DateTime.now().toISODate() });
    }
}
