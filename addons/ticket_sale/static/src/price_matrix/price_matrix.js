import { Component, useRef, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { parseFloat as parseAmount } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { indexPrices, neighbour, shownTypes, writePrice } from "../utils/price_matrix.js";

const EMPTY = { zones: [], types: [], prices: [], currency: { symbol: "", digits: 2 } };

/**
 * Prices as a table, zones down and ticket types across. With `own` the plan's prices show
 * as hints, and a cell may say that the type is not sold.
 */
export class PriceMatrixField extends Component {
    static template = "ticket_sale.PriceMatrixField";
    static components = { Dropdown, DropdownItem };
    static props = { ...standardFieldProps, own: { type: Boolean, optional: true } };

    setup() {
        this.table = useRef("table");
        this.state = useState({ added: [], wrong: {} });
    }

    get matrix() {
        return this.props.record.data[this.props.name] || EMPTY;
    }

    get types() {
        const { types, prices, base = [] } = this.matrix;
        return shownTypes(types, [prices, base], this.state.added);
    }

    get otherTypes() {
        const shown = new Set(this.types.map(({ id }) => id));
        return this.matrix.types.filter(({ id }) => !shown.has(id));
    }

    get rows() {
        const { zones, prices, base, now } = this.matrix;
        const [written, planned, current] = [prices, base, now].map(indexPrices);
        return zones.map((zone) => ({
            ...zone,
            cells: this.types.map((type) => {
                const key = `${zone.id}/${type.id}`;
                const amount = written.get(key);
                const listed = amount ?? planned.get(key);
                const moved = this.props.own && current.get(key);
                return {
                    key,
                    type,
                    isOff: amount === null,
                    canStop: this.props.own && (amount === null || planned.has(key)),
                    isOwn: this.props.own && amount !== undefined,
                    wrong: this.state.wrong[key],
                    text:
                        this.state.wrong[key] ?? (amount ? this.format(amount) : this.zero(amount)),
                    hint: this.hint(planned.get(key)),
                    now: moved && moved !== listed ? this.format(moved) : "",
                    stopLabel: amount === null ? _t("Sell it again") : _t("Do not sell it here"),
                    label: `${zone.name} · ${type.name}`,
                };
            }),
        }));
    }

    zero(amount) {
        return amount === 0 ? "0" : "";
    }

    hint(planned) {
        if (planned !== undefined) {
            return this.format(planned);
        }
        return this.props.readonly ? "–" : _t("not sold");
    }

    format(amount) {
        const { digits } = this.matrix.currency;
        const whole = Number.isInteger(amount);
        return formatFloat(amount, { digits: [16, whole ? 0 : digits] });
    }

    addType(type) {
        this.state.added.push(type.id);
    }

    /** Writes what was typed; what is no price stays, marked, and stops the saving. */
    onChange(zone, { key, type }, ev) {
        const text = ev.target.value.trim();
        let amount;
        try {
            amount = text === "" ? undefined : parseAmount(text);
        } catch {
            amount = NaN;
        }
        if (amount !== undefined && !(amount >= 0)) {
            this.state.wrong[key] = text;
            this.props.record.setInvalidField(this.props.name);
            return;
        }
        delete this.state.wrong[key];
        if (!Object.keys(this.state.wrong).length) {
            this.props.record.resetFieldValidity(this.props.name);
        }
        this.write(zone, type, amount);
    }

    toggleSold(zone, { type, isOff }) {
        this.write(zone, type, isOff ? undefined : null);
    }

    write(zone, type, amount) {
        const prices = writePrice(this.matrix.prices, zone.id, type.id, amount);
        return this.props.record.update({ [this.props.name]: { ...this.matrix, prices } });
    }

    onKeydown(row, column, ev) {
        const next = neighbour([row, column], ev.key, this.matrix.zones.length, this.types.length);
        if (!next) {
            return;
        }
        ev.preventDefault();
        const cell = `input[data-cell="${next.join("/")}"]`;
        this.table.el.querySelector(cell)?.select();
    }
}

registry.category("fields").add("ticket_price_matrix", {
    component: PriceMatrixField,
    displayName: _t("Price table"),
    supportedTypes: ["json"],
    extractProps: ({ options }, dynamicInfo) => ({
        own: Boolean(options.own),
        readonly: dynamicInfo.readonly,
    }),
});
