import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { hoursText } from "../figure_names";

const SEES_FIGURES = ["ticket_sale.group_ticket_supervisor", "ticket_sale.group_ticket_finance"];

/** Chooses what the colours of the session's map mean. */
export class ColourBar extends Component {
    static template = "ticket_sale.ColourBar";
    static props = { colouring: Object };

    setup() {
        this.state = useState({ seesFigures: false });
        onWillStart(async () => {
            const answers = await Promise.all(SEES_FIGURES.map((group) => user.hasGroup(group)));
            this.state.seesFigures = answers.includes(true);
        });
    }

    get modes() {
        return [
            { name: "state", label: _t("By state") },
            { name: "zone", label: _t("By zone") },
            { name: "price", label: _t("By price") },
            { name: "quality", label: _t("Best seats") },
            ...(this.state.seesFigures ? [{ name: "heat", label: _t("Heat map") }] : []),
        ];
    }

    get measures() {
        return [
            { name: "speed", label: _t("Sales speed") },
            { name: "price", label: _t("Price paid") },
            { name: "attendance", label: _t("Attendance") },
        ];
    }

    get summary() {
        const { heat } = this.props.colouring;
        const values = { tickets: heat.tickets, sessions: heat.sessions };
        const time = hoursText(heat.open_hours);
        if (heat.sessions > 1) {
            return _t("%(tickets)s tickets of %(sessions)s sessions", values);
        }
        return _t("%(tickets)s tickets in %(time)s of sale", { ...values, time });
    }
}
