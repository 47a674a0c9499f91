import { Component } from "@odoo/owl";

let lastId = 0;

/** Fields of a panel, from a list that says what they are; `undefined` values are mixed. */
export class EditorFields extends Component {
    static template = "ticket_venue.EditorFields";
    static props = {
        fields: Array,
        values: Object,
        onChange: Function,
        readonly: { type: Boolean, optional: true },
    };

    setup() {
        this.prefix = `o_editor_field_${++lastId}`;
    }

    get fields() {
        const { fields, values } = this.props;
        return fields
            .filter(({ shown }) => !shown || shown(values))
            .map((field) => ({
                ...field,
                id: `${this.prefix}_${field.name}`,
                value: values[field.name],
                isMixed: values[field.name] === undefined,
                isSegmented: field.type === "choice",
            }));
    }

    change(field, value) {
        if (value !== undefined && value !== field.value) {
            this.props.onChange(field.name, value);
        }
    }

    /** While typing a number counts only when it is one and in range. */
    typeNumber(field, ev) {
        const value = Number(ev.target.value);
        const isWhole = ev.target.value !== "" && Number.isFinite(value);
        if (isWhole && value >= field.min && value <= field.max) {
            this.change(field, value);
        }
    }

    /** Afterwards it is put in range. */
    endNumber(field, ev) {
        const value = Number(ev.target.value);
        if (ev.target.value === "" || !Number.isFinite(value)) {
            ev.target.value = field.isMixed ? "" : field.value;
            return;
        }
        const allowed = Math.min(Math.max(value, field.min), field.max);
        ev.target.value = allowed;
        this.change(field, allowed);
    }

    choose(field, ev) {
        const chosen = field.choices.find(([code]) => String(code) === ev.target.value);
        if (chosen) {
            this.change(field, chosen[0]);
        }
    }
}
