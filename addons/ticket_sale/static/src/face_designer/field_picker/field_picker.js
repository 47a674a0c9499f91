import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { useDropdownState } from "@web/core/dropdown/dropdown_hooks";
import { useAutofocus } from "@web/core/utils/hooks";

/** The fields of a ticket in groups, with an example each; narrowed while typing. */
class FieldMenu extends Component {
    static template = "ticket_sale.FaceFieldMenu";
    static props = { fields: Array, onPick: Function };

    setup() {
        this.local = useState({ wanted: "", lang: "" });
        useAutofocus();
    }

    get groups() {
        const wanted = this.local.wanted.trim().toLowerCase();
        const groups = new Map();
        for (const field of this.props.fields) {
            const said = `${field.label} ${field.name} ${field.sample}`.toLowerCase();
            if (said.includes(wanted)) {
                const group = groups.get(field.group) || { name: field.group, fields: [] };
                group.fields.push(field);
                groups.set(field.group, group);
            }
        }
        return [...groups.values()];
    }

    /** Which language the value is in: the buyer's, or always the same. */
    get languages() {
        return [
            ["", _t("Buyer's language")],
            ["en", "English"],
            ["zh", "中文"],
        ];
    }

    pick({ name }) {
        this.props.onPick(this.local.lang ? `${name}@${this.local.lang}` : name);
    }

    /** Enter takes the first that is left. */
    onKey(ev) {
        const [first] = this.groups;
        if (ev.key === "Enter" && first) {
            this.pick(first.fields[0]);
            ev.preventDefault();
            ev.stopPropagation();
        }
    }
}

/** A button that offers the fields of a ticket. */
export class FieldPicker extends Component {
    static template = "ticket_sale.FaceFieldPicker";
    static components = { Dropdown, FieldMenu };
    static props = { fields: Array, onPick: Function, slots: Object, buttonClass: String };

    setup() {
        this.menu = useDropdownState();
    }

    pick(name) {
        this.menu.close();
        this.props.onPick(name);
    }
}
