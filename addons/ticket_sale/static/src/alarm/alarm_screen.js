import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { AlarmSound } from "@ticket_sale/utils/alarm_sound";

/**
 * An emergency or a drill over everything that staff have open. It can be made small, then a
 * bar stays until the alarm is over; a worse alarm opens it again.
 */
export class AlarmScreen extends Component {
    static template = "ticket_sale.AlarmScreen";
    static props = {};

    setup() {
        this.service = useState(useService("ticket_alarm"));
        this.state = useState({ seen: "", silent: "" });
        this.sound = new AlarmSound();
        useEffect(
            (key, isLoud) => (isLoud ? this.sound.start() : this.sound.stop()),
            () => [this.key, this.isLoud],
        );
        onWillUnmount(() => this.sound.stop());
    }

    get alarms() {
        return this.service.alarms;
    }

    /** Alarms of the building that this screen may stand in. */
    get here() {
        return this.alarms.filter((alarm) => alarm.is_here !== false);
    }

    /** The worst first: an emergency somewhere goes before a drill elsewhere. */
    get worst() {
        const alarms = this.here.length ? this.here : this.alarms;
        return alarms.find((alarm) => alarm.kind === "emergency") || alarms[0];
    }

    /** All venues with an alarm of the worst kind. */
    get venues() {
        const { kind } = this.worst;
        const alarms = this.alarms.filter((alarm) => alarm.kind === kind);
        return alarms.map((alarm) => alarm.venue).join(", ");
    }

    /** What is on: anything new in it is shown again, and heard again. */
    get key() {
        return this.here.map((alarm) => `${alarm.id}-${alarm.kind}-${alarm.since}`).join();
    }

    get isLarge() {
        return this.here.length > 0 && this.state.seen !== this.key && !this.service.board;
    }

    /** A gate board says it itself; the bar is there for other venues, and to be silenced. */
    get isBar() {
        return this.isLoud || this.alarms.some(({ id }) => id !== this.service.board);
    }

    get isLoud() {
        const { here, state, key } = this;
        const isEmergency = here.some((alarm) => alarm.kind === "emergency");
        return isEmergency && state.silent !== key && state.seen !== key;
    }

    /** By the venue's clock, which everybody there goes by. */
    get since() {
        return luxon.DateTime.fromSQL(this.worst.since, { zone: "utc" })
            .setZone(this.worst.tz || "local")
            .toFormat("HH:mm");
    }

    get isDrill() {
        return this.worst.kind === "drill";
    }

    silence() {
        this.state.silent = this.key;
    }

    shrink() {
        this.state.seen = this.key;
    }

    enlarge() {
        this.state.silent = this.key;
        this.state.seen = "";
    }
}

registry
    .category("main_components")
    .add("ticket_sale.AlarmScreen", { Component: AlarmScreen }, { sequence: 1 });
