import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const SWATCHES = ["#000000", "#4b5563", "#9ca3af", "#ffffff", "#14213d", "#0b57d0", "#c8102e"];

/** A colour from a few that go together, or any other. */
export class ColourField extends Component {
    static template = "ticket_sale.FaceColourField";
    static props = { field: Object, readonly: Boolean, onChange: Function };

    get value() {
        const { value, isOptional, standard } = this.props.field;
        return value || (isOptional ? "" : standard || "#000000");
    }

    get swatches() {
        const none = this.props.field.isOptional ? [{ value: "", title: _t("None") }] : [];
        return [...none, ...SWATCHES.map((value) => ({ value, title: value }))];
    }

    get isOwn() {
        return this.value && !SWATCHES.includes(this.value);
    }

    change(value) {
        this.props.onChange(this.props.field.name, value || undefined);
    }
}
