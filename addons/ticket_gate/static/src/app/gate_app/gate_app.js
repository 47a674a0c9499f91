import { Component, onWillStart, useState } from "@odoo/owl";
import { AppKeeper } from "../../services/app_keeper";
import { GateApi, NotPaired, redeem } from "../../services/gate_api";
import { Lane } from "../../services/lane";
import { OneWindow } from "../../services/one_window";
import { Signals } from "../../services/signals";
import { isPairingCode, tokenIn } from "../../utils/outcome";
import { Elsewhere } from "../elsewhere/elsewhere";
import { refusalWords } from "../refusal_words";
import { Pairing } from "../pairing/pairing";
import { ScanScreen } from "../scan_screen/scan_screen";

const TOKEN = "ticket_gate.token";

/** Either a browser that is not paired yet, or one that scans. */
export class GateApp extends Component {
    static template = "ticket_gate.GateApp";
    static components = { Elsewhere, Pairing, ScanScreen };
    static props = {
        db: String,
        lang: String,
        languages: Array,
        store: Object,
    };

    setup() {
        this.signals = new Signals();
        this.keeper = new AppKeeper(() => (this.state.update = true));
        this.window = new OneWindow(() => (this.state.elsewhere = true));
        this.state = useState({ notice: "", update: false, paired: 0, elsewhere: false });
        onWillStart(() => this.start());
    }

    /** The server asks for it: with the new version, when there is one. */
    reload() {
        if (this.state.update) {
            this.keeper.begin();
        }
    }

    /**
     * A token behind the # pairs this browser; it never goes to a server's log. A browser
     * that was paired begins at once, with or without the network.
     */
    async start() {
        this.keeper.start();
        await this.take();
    }

    async take(options) {
        const isMine = await this.window.take(options);
        this.state.elsewhere = !isMine;
        if (isMine) {
            await this.open();
        }
    }

    async open() {
        const token = tokenIn(location.hash);
        history.replaceState(null, "", location.pathname + location.search);
        const known = localStorage.getItem(TOKEN);
        if (token && token !== known) {
            await this.pair(token).catch((error) => (this.state.notice = refusalWords(error)));
        } else if (known) {
            await this.begin(known);
        }
    }

    async pair(text) {
        const { lang, db } = this.props;
        const token = isPairingCode(text) ? await redeem(text, { lang, db }) : text;
        try {
            await new GateApi({ token, lang, db }).heartbeat({});
        } catch (error) {
            if (error instanceof NotPaired) {
                await this.unpair(refusalWords(error));
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
