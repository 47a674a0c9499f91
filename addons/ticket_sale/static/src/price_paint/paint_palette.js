import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** The brushes (zones with their prices) and the tools of the painting screen. */
export class PaintPalette extends Component {
    static template = "ticket_sale.PaintPalette";
    static props = {
        zones: {
            type: Array,
            element: {
                type: Object,
                shape: {
                    id: Number,
                    index: Number,
                    name: String,
                    color: String,
                    count: Number,
                    prices: Array,
                },
            },
        },
        maps: {
            type: Array,
            element: { type: Object, shape: { id: Number, name: String, state: String } },
        },
        map: Number,
        stroke: Number, // shows the palette anew
        brush: Number,
        tool: String,
        readonly: Boolean,
        canUndo: Boolean,
        canRedo: Boolean,
        onChoose: Function,
        onOpenRevision: Function,
        onUndo: Function,
        onRedo: Function,
    };

    get tools() {
        return [
            { code: "seat", icon: "fa-dot-circle-o", name: _t("Seat") },
            { code: "row", icon: "fa-ellipsis-h", name: _t("Row") },
            { code: "section", icon: "fa-square", name: _t("Section") },
            { code: "lasso", icon: "fa-pencil", name: _t("Lasso") },
        ];
    }

    mapName({ name, state }) {
        return state === "draft" ? _t("%(map)s, draft", { map: name }) : name;
    }

    onRevision(ev) {
        this.props.onOpenRevision(Number(ev.target.value));
    }

    get hint() {
        return {
            seat: _t("Click seats to paint them. From far, a click comes closer first."),
            row: _t("Click a seat to paint its whole row."),
            section: _t("Click a section to paint all of it."),
            lasso: _t("Draw a line around seats. Hold Shift to move the map."),
        }[this.props.tool];
    }
}
