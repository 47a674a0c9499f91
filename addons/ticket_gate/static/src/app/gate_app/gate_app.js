import { Component, onWillStart, useState } from "@odoo/owl";
import { GateApi, NotPaired } from "../../services/gate_api";
import { Signals } from "../../services/signals";
import { tokenIn } from "../../utils/outcome";
import { Pairing } from "../pairing/pairing";
import { ScanScreen } from "../scan_screen/scan_screen";

const TOKEN = "ticket_gate.token";

/** Either a browser that is not paired yet, or one that scans. */
export class GateApp extends Component {
    static template = "ticket_gate.GateApp";
    static components = { Pairing, ScanScreen };
    static props = {
        db: String,
        lang: String,
        languages: Array,
        gates: Array,
        user: { type: [String, { value: null }] },
    };

    setup() {
        this.signals = new Signals();
        this.state = useState({ api: null, status: null, notice: "" });
        onWillStart(() => this.start());
    }

    /** A token behind the # pairs this browser; it never goes to a server's log. */
    async start() {
        const token = tokenIn(location.hash) || localStorage.getItem(TOKEN);
        history.replaceState(null, "", location.pathname + location.search);
        if (token) {
            await this.pair(token);
        }
    }

    async pair(token) {
        const { lang, db } = this.props;
        const api = new GateApi({ token, lang, db });
        try {
            this.state.status = await api.heartbeat({});
        } catch (error) {
            if (error instanceof NotPaired) {
                this.unpair(error.message);
                return;
            }
            this.state.status = null; // no network: begin all the same, scans will tell
        }
        localStorage.setItem(TOKEN, token);
        Object.assign(this.state, { api, notice: "" });
    }

    unpair(notice = "") {
        localStorage.removeItem(TOKEN);
        Object.assign(this.state, { api: null, status: null, notice });
    }

    chooseLanguage(lang) {
        const url = new URL(location.href);
        url.searchParams.set("lang", lang);
        location.assign(url);
    }
}
