import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const FROM_MIDDLE = ["odd_left", "odd_right", "continental"];

/** The fields for the names of rows, or for those of seats. */
export class NumberingFields extends Component {
    static template = "ticket_venue.NumberingFields";
    static props = {
        part: String,
        values: Object,
        more: Boolean,
        onChange: Function,
    };

    get isRows() {
        return this.props.part === "rows";
    }

    get isFromMiddle() {
        return !this.isRows && FROM_MIDDLE.includes(this.props.values.order);
    }

    get styles() {
        return [
            ["numbers", _t("1, 2, 3 …")],
            ["letters", _t("A, B, C …")],
            ["list", _t("Names of my own")],
            [
                "keep",
                this.isRows
                    ? _t("Leave row names as they are")
                    : _t("Leave seat numbers as they are"),
            ],
        ];
    }

    get style() {
        return this.props.values.keep ? "keep" : this.props.values.style;
    }

    get orders() {
        if (this.isRows) {
            return [
                ["front", _t("Front row first")],
                ["back", _t("Back row first")],
            ];
        }
        return [
            ["left", _t("From left to right")],
            ["right", _t("From right to left")],
            ["odd_left", _t("Odd left, even right")],
            ["odd_right", _t("Even left, odd right")],
            ["continental", _t("Middle block, odd left, even right")],
        ];
    }

    get ranges() {
        if (this.isRows) {
            return [
                ["restart", _t("Start anew in each section")],
                ["continue", _t("Go on in the next section")],
                ["together", _t("One row runs through all sections")],
            ];
        }
        const perRow = [
            ["restart", _t("Start anew in each row and section")],
            ["row", _t("Go on in the same row of the next section")],
        ];
        if (this.isFromMiddle) {
            return perRow;
        }
        return [
            ...perRow,
            ["section", _t("Go on from row to row")],
            ["all", _t("Go on to the last seat")],
        ];
    }

    get finds() {
        return [
            ["auto", _t("By their names, else by where seats stand")],
            ["position", _t("By where the seats stand")],
            ["labels", _t("By their present names")],
        ];
    }

    get middles() {
        return [
            ["row", _t("The middle of each row")],
            ["focal", _t("The line to the stage")],
        ];
    }

    setStyle(style) {
        const keep = style === "keep";
        const values = keep ? { keep } : { keep, style, skip: [] };
        if (!keep && style !== this.props.values.style) {
            values.start = style === "letters" ? "A" : "1";
            values.skip = style === "letters" ? ["I", "O"] : [];
        }
        this.set(values);
    }

    setOrder(order) {
        const values = { order };
        if (FROM_MIDDLE.includes(order)) {
            const { across, start } = this.props.values;
            values.style = "numbers";
            values.step = 1;
            values.across = ["section", "all"].includes(across) ? "restart" : across;
            values.start = Number(start) % 2 ? start : "1";
        }
        this.set(values);
    }

    /** Numbers typed as text: what is no number is told, not changed. */
    setStep(text) {
        this.set({ step: Number(text) });
    }

    setSkip(text) {
        this.set({ skip: words(text.toUpperCase(), /[\s,，、;；]+/) });
    }

    setNames(text) {
        this.set({ names: words(text, /[,，、;；\n]+/) });
    }

    setStart(text) {
        const isLetters = this.props.values.style === "letters";
        this.set({ start: isLetters ? text.trim().toUpperCase() : text.trim() });
    }

    set(values) {
        this.props.onChange(this.props.part, values);
    }
}

function words(text, separator) {
    return text
        .split(separator)
        .map((word) => word.trim())
        .filter(Boolean);
}
