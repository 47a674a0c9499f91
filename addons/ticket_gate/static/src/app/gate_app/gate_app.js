import { Component, onWillStart, useState } from "@odoo/owl";
import { AppKeeper } from "../../services/app_keeper";
import { GateApi, NotPaired } from "../../services/gate_api";
import { Lane } from "../../services/lane";
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
        store: Object,
    };

    setup() {
        this.signals = new Signals();
        this.keeper = new AppKeeper(() => (this.state.update = true));
        this.state = useState({ notice: "", update: false, paired: 0 });
        onWillStart(() => this.start());
    }

    /**
     * A token behind the # pairs this browser; it never goes to a server's log. A browser
     * that was paired begins at once, with or without the network.
     */
    async start() {
        this.keeper.start();
        const token = tokenIn(location.hash);
        history.replaceState(null, "", location.pathname + location.search);
        const known = localStorage.getItem(TOKEN);
        if (token && token !== known) {
            await this.pair(token);
        } else if (known) {
            await this.begin(known);
        }
    }

    async pair(token) {
        const { lang, db } = this.props;
        try {
            await new GateApi({ token, lang, db }).heartbeat({});
        } catch (error) {
            if (error instanceof NotPaired) {
                await this.unpair(error.message);
                return;
            }
            // no network: begin all the same, scans will tell
        }
        await this.begin(token);
    }

    async begin(token) {
        const { lang, db, store } = this.props;
        this.lane = new Lane(new GateApi({ token, lang, db }), store);
        await this.lane.load();
        localStorage.setItem(TOKEN, token);
        Object.assign(this.state, { paired: this.state.paired + 1, notice: "" });
    }

    /** What this device knew goes with the right to know it; what it did is still told. */
    async unpair(notice = "") {
        localStorage.removeItem(TOKEN);
        await this.props.store.forget();
        this.lane = null;
        Object.assign(this.state, { paired: 0, notice });
    }

    chooseLanguage(lang) {
        const url = new URL(location.href);
        url.searchParams.set("lang", lang);
        location.assign(url);
    }
}
