import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { sessionSteps } from "@ticket_venue/utils/session_steps";

const { DateTime } = luxon;

/** When a session is sold and played, by the clock of its venue, and how far it has come. */
export class SessionTimeline extends Component {
    static template = "ticket_venue.SessionTimeline";
    static props = { ...standardWidgetProps };

    get steps() {
        const { presale_start, sale_start, sale_end, start, end, state } = this.props.record.data;
        const millis = (moment) => (moment ? moment.toMillis() : null);
        const dates = {
            presale: millis(presale_start),
            sale: millis(sale_start),
            saleEnd: millis(sale_end),
            start: millis(start),
            end: millis(end),
        };
        return dates.start === null ? [] : sessionSteps(dates, state, Date.now());
    }

    label(step) {
        return {
            presale: _t("Members buy"),
            sale: _t("Everybody buys"),
            saleEnd: _t("Sale ends"),
            start: _t("Starts"),
            end: _t("Ends"),
        }[step.id];
    }

    when(step) {
        if (step.at === null) {
            return _t("no date yet");
        }
        const zone = this.props.record.data.tz || "UTC";
        return DateTime.fromMillis(step.at, { zone }).toLocaleString({
            ...DateTime.DATETIME_SHORT,
            weekday: "short",
            hour12: false,
        });
    }

    /** "in 5 days", for what is yet to come. */
    distance(step) {
        return step.at > Date.now() ? DateTime.fromMillis(step.at).toRelative() : "";
    }
}

registry.category("view_widgets").add("ticket_session_timeline", {
    component: SessionTimeline,
    fieldDependencies: [
        { name: "presale_start", type: "datetime" },
        { name: "sale_start", type: "datetime" },
        { name: "sale_end", type: "datetime" },
        { name: "start", type: "datetime" },
        { name: "end", type: "datetime" },
        { name: "state", type: "selection" },
        { name: "tz", type: "selection" },
    ],
});
