import { Component, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Who has pressed once and not again within this time did not mean it. */
const ASKS_FOR = 10_000;

/** The alarm on the board: how long, who is still inside, what happened, and its end. */
export class BoardEmergency extends Component {
    static template = "ticket_gate.BoardEmergency";
    static props = {
        emergency: Object,
        tz: String,
        mayEnd: Boolean,
        onEnd: Function,
        onNote: Function,
    };

    setup() {
        this.state = useState({ now: Date.now(), note: "", asking: false });
        const timer = setInterval(() => (this.state.now = Date.now()), 1000);
        onWillUnmount(() => {
            clearInterval(timer);
            clearTimeout(this.asks);
        });
    }

    get isDrill() {
        return this.props.emergency.kind === "drill";
    }

    get inside() {
        return this.props.emergency.zones.reduce((sum, zone) => sum + zone.inside, 0);
    }

    /** How long it has lasted, as people say it: 4:07. */
    get lasted() {
        const since = luxon.DateTime.fromSQL(this.props.emergency.since, { zone: "utc" });
        const seconds = Math.max(0, Math.floor((this.state.now - since.toMillis()) / 1000));
        return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }

    get raisedBy() {
        return _t("Raised by %(name)s", { name: this.props.emergency.by });
    }

    get endText() {
        return this.props.emergency.end_asked_by || !this.props.emergency.mine
            ? _t("End the alarm")
            : _t("Ask for the end");
    }

    time(at) {
        const moment = luxon.DateTime.fromSQL(at, { zone: "utc" });
        return moment.setZone(this.props.tz).toFormat("HH:mm:ss");
    }

    async end() {
        clearTimeout(this.asks);
        if (!this.state.asking) {
            this.state.asking = true;
            this.asks = setTimeout(() => (this.state.asking = false), ASKS_FOR);
            return;
        }
        this.state.asking = false;
        await this.props.onEnd();
    }

    async note() {
        const text = this.state.note.trim();
        if (text) {
            await this.props.onNote(text);
            this.state.note = "";
        }
    }
}
