import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Keypad } from "../components/keypad";

const WAYS = ["scan", "order", "identity"];
const IDENTITY_LENGTH = 4;

/** Proving that tickets are one's own: by a code, or by two things one knows. */
export class Collect extends Component {
    static template = "ticket_pos.KioskCollect";
    static components = { Keypad };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.state = useState({ way: "scan", field: "order", order: "", phone: "", identity: "" });
    }

    get ways() {
        const words = {
            scan: _t("Scan a code"),
            order: _t("Order and phone"),
            identity: _t("Phone and ID"),
        };
        return WAYS.map((name) => ({ name, label: words[name] }));
    }

    get fields() {
        const words = {
            order: _t("Order number"),
            phone: _t("Telephone number"),
            identity: _t("Last 4 characters of your ID"),
        };
        const names = this.state.way === "order" ? ["order", "phone"] : ["phone", "identity"];
        return names.map((name) => ({ name, label: words[name] }));
    }

    get isWhole() {
        return this.fields.every(({ name }) => this.state[name].length >= IDENTITY_LENGTH);
    }

    choose(way) {
        this.state.way = way;
        this.state.field = way === "order" ? "order" : "phone";
        this.model.notice = "";
    }

    change(value) {
        const { field } = this.state;
        this.state[field] = field === "identity" ? value.slice(0, IDENTITY_LENGTH) : value;
    }

    find() {
        const proof = Object.fromEntries(this.fields.map(({ name }) => [name, this.state[name]]));
        return this.model.desk.find(proof);
    }
}
