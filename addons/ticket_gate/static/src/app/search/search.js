import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { NotPaired } from "../../services/gate_api";
import { refusalWords } from "../refusal_words";
import { searchTickets } from "../../services/ticket_search";

const STATES = {
    valid: () => _t("Not in yet"),
    used: () => _t("Inside"),
    refunded: () => _t("Refunded"),
    exchanged: () => _t("Exchanged"),
    cancelled: () => _t("Cancelled"),
};

/** A supervisor finds the ticket of somebody who cannot show it. */
export class Search extends Component {
    static template = "ticket_gate.Search";
    static props = { lane: Object, onPick: Function, onClose: Function, onRefused: Function };

    setup() {
        this.field = useRef("field");
        this.state = useState({ text: "", found: null, problem: "", busy: false });
        onMounted(() => this.field.el.focus());
    }

    async search() {
        const text = this.state.text.trim();
        if (!text || this.state.busy) {
            return;
        }
        Object.assign(this.state, { busy: true, found: null, problem: "" });
        try {
            this.state.found = await searchTickets(this.props.lane, text);
        } catch (error) {
            if (error instanceof NotPaired) {
                this.props.onRefused(refusalWords(error));
                return;
            }
            this.state.problem = error.message;
        } finally {
            this.state.busy = false;
        }
    }

    stateOf({ state, admits, admitted, outside }) {
        if (admits > 1 && admitted) {
            return _t("%(inside)s of %(admits)s inside", { inside: admitted - outside, admits });
        }
        const isOut = admitted && admitted === outside;
        return isOut ? _t("Went out") : (STATES[admitted ? "used" : state] ?? STATES.valid)();
    }

    mayPass({ state }) {
        return ["valid", "used"].includes(state);
    }
}
