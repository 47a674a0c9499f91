import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** The tools to choose seats on the session's map, and what may be done with them. */
export class MapActs extends Component {
    static template = "ticket_sale.MapActs";
    static props = {
        acts: {
            type: Array,
            element: {
                type: Object,
                shape: { name: String, label: String, icon: String, needs_seats: Boolean },
            },
        },
        kinds: { type: Array, element: { type: Object, shape: { code: String, name: String } } },
        tool: String,
        counts: {
            type: Object,
            shape: { free: Number, held: Number, sold: Number, locked: Number },
        },
        onTool: Function,
        onKind: Function,
        onAct: Function,
        onClear: Function,
    };

    get tools() {
        return [
            { code: "seat", icon: "fa-dot-circle-o", name: _t("Seat") },
            { code: "row", icon: "fa-ellipsis-h", name: _t("Row") },
            { code: "section", icon: "fa-square", name: _t("Section") },
            { code: "lasso", icon: "fa-pencil", name: _t("Lasso") },
        ];
    }

    get total() {
        const { free, held, sold, locked } = this.props.counts;
        return free + held + sold + locked;
    }

    get summary() {
        const { free, held, sold, locked } = this.props.counts;
        const parts = [
            [free, _t("free")],
            [held, _t("held")],
            [sold, _t("sold")],
            [locked, _t("not for sale")],
        ];
        const words = parts.filter(([count]) => count).map(([count, name]) => `${count} ${name}`);
        return words.join(" · ");
    }

    onKindChange(ev) {
        if (ev.target.value) {
            this.props.onKind(ev.target.value);
            ev.target.value = "";
        }
    }
}
