import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { askLanes, pairAsUser } from "../../services/gate_api";
import { tokenIn } from "../../utils/outcome";
import { refusalWords } from "../refusal_words";
import { Camera } from "../camera/camera";

/** Makes this browser a device of a lane: by its token, or by whoever is signed in. */
export class Pairing extends Component {
    static template = "ticket_gate.Pairing";
    static components = { Camera };
    static props = {
        lang: String,
        languages: Array,
        notice: String,
        onToken: Function,
        onLanguage: Function,
    };

    setup() {
        this.state = useState({
            token: "",
            notice: "",
            busy: false,
            camera: false,
            user: null,
            gates: [],
        });
        onWillStart(() => {
            askLanes().then((lanes) => Object.assign(this.state, lanes)); // nobody waits
        });
    }

    get notice() {
        return this.state.notice || this.props.notice;
    }

    get signedIn() {
        return _t("Signed in as %(user)s", { user: this.state.user });
    }

    get groups() {
        const groups = new Map();
        for (const gate of this.state.gates) {
            groups.set(gate.group, [...(groups.get(gate.group) ?? []), gate]);
        }
        return [...groups];
    }

    async useToken(text) {
        this.state.camera = false;
        if (!text.trim()) {
            this.state.notice = _t("Type the pairing code of a device first.");
            return;
        }
        await this.work(() => this.props.onToken(tokenIn(text)));
    }

    async useGate(gate) {
        await this.work(async () => this.props.onToken(await pairAsUser(gate.id, this.props.lang)));
    }

    async work(pair) {
        Object.assign(this.state, { busy: true, notice: "" });
        try {
            await pair();
        } catch (error) {
            this.state.notice = refusalWords(error) || _t("The server does not answer.");
        } finally {
            this.state.busy = false;
        }
    }
}
