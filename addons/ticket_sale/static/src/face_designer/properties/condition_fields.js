import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** On which tickets an element is: by a field that has a value, by type, zone, channel. */
export class ConditionFields extends Component {
    static template = "ticket_sale.FaceConditionFields";
    static props = { editor: Object, element: Object, readonly: Boolean };

    setup() {
        this.local = useState({ open: this.count > 0 });
    }

    get count() {
        const { element } = this.props;
        return ["if", "unless", "types", "zones", "channels"].filter(
            (name) => element[name]?.length,
        ).length;
    }

    get allText() {
        return _t("All");
    }

    get addText() {
        return _t("Add…");
    }

    get fieldRules() {
        return [
            { name: "if", label: _t("Only when there is a") },
            { name: "unless", label: _t("Only when there is no") },
        ];
    }

    /** What may be there or not: values, and pictures. */
    get things() {
        const { fields, pictures } = this.props.editor.offer;
        return [...fields, ...pictures];
    }

    get lists() {
        const { offer } = this.props.editor;
        const { element } = this.props;
        return [
            { name: "types", label: _t("Only for ticket types"), codes: offer.types },
            { name: "zones", label: _t("Only for zones"), codes: offer.zones },
            { name: "channels", label: _t("Only for channels"), codes: offer.channels },
        ]
            .filter(({ codes }) => codes.length)
            .map((rule) => ({
                ...rule,
                chosen: (element[rule.name] || []).map((code) => ({
                    code,
                    name: rule.codes.find((one) => one.code === code)?.name || code,
                })),
                left: rule.codes.filter(({ code }) => !element[rule.name]?.includes(code)),
            }));
    }

    set(name, value) {
        const { editor, element } = this.props;
        editor.commands.setOne(_t("When it is shown"), element.id, { [name]: value || undefined });
    }

    add({ name }, ev) {
        const code = ev.target.value;
        ev.target.value = "";
        if (code) {
            this.set(name, [...(this.props.element[name] || []), code]);
        }
    }

    remove({ name }, code) {
        const left = this.props.element[name].filter((other) => other !== code);
        this.set(name, left.length ? left : undefined);
    }
}
