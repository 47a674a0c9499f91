import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Who came in, where and when, and who was refused. */
export class BoardDoors extends Component {
    static template = "ticket_gate.BoardDoors";
    static props = { board: Object, open: Function };

    get totals() {
        return this.props.board.totals;
    }

    get arrived() {
        const { expected, admitted } = this.totals;
        return expected ? Math.round((100 * admitted) / expected) : 0;
    }

    get most() {
        return Math.max(0, ...this.props.board.minutes.map((one) => one.in + one.refused));
    }

    height(count) {
        return this.share(count, this.most);
    }

    get chartText() {
        const last = this.props.board.minutes.slice(-10).map((one) => one.in);
        return _t("People in, minute by minute, the newest last: %s", last.join(", "));
    }

    share(part, whole) {
        return whole ? (100 * part) / whole : 0;
    }

    get lanes() {
        const troubled = new Set(this.props.board.alarms.map((alarm) => alarm.lane_id));
        return this.props.board.lanes.map((lane) => ({ ...lane, troubled: troubled.has(lane.id) }));
    }

    stateText(lane) {
        return {
            normal: _t("Open"),
            closed: _t("Closed"),
            free: _t("Free"),
            emergency: _t("Free: emergency"),
        }[lane.state];
    }

    alarmText({ code, lane, device, count }) {
        const values = { lane, device, count };
        return {
            doubles: _t("%(count)s let in offline who should not have been", values),
            forged: _t("%(lane)s: %(count)s forged codes in five minutes", values),
            refused_peak: _t("%(lane)s: %(count)s refused in five minutes", values),
            silent: _t("%(device)s (%(lane)s) has been silent for %(count)s min", values),
        }[code];
    }

    /** Where an alarm is looked into. */
    openAlarm(alarm) {
        if (alarm.code === "doubles") {
            return this.props.open("ticket_gate.ticket_scan_conflict_action");
        }
        if (alarm.code === "silent") {
            return this.props.open("ticket_gate.ticket_gate_device_action");
        }
        return this.openScans([["gate_id", "=", alarm.lane_id]]);
    }

    openScans(domain) {
        const { venue, lanes } = this.props.board;
        const ids = lanes.map(({ id }) => id);
        return this.props.open({
            type: "ir.actions.act_window",
            name: _t("Scans at %(venue)s", { venue: venue.name }),
            res_model: "ticket.scan",
            views: [
                [false, "list"],
                [false, "graph"],
                [false, "form"],
            ],
            domain: [["gate_id", "in", ids], ...domain],
            context: { search_default_today: 1 },
        });
    }
}
