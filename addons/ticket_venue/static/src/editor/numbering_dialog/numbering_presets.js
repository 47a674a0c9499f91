import { _t } from "@web/core/l10n/translation";
import { defaultSpec } from "../../utils/plan/numbering.js";

/** A whole spec with some values changed. */
export function specWith({ rows = {}, seats = {} } = {}) {
    const spec = defaultSpec();
    return { rows: { ...spec.rows, ...rows }, seats: { ...spec.seats, ...seats } };
}

/**
 * What houses usually do. `blocks` are the seats of each block of the picture's rows.
 *
 * @returns {{code: string, name: string, help: string, blocks: number[], spec: Object}[]}
 */
export function numberingPresets() {
    return [
        {
            code: "left",
            name: _t("From the left"),
            help: _t("Rows 1, 2, 3 from the front; seats 1, 2, 3 from the left."),
            blocks: [7],
            spec: {},
        },
        {
            code: "odd_left",
            name: _t("Odd left, even right"),
            help: _t("1, 3, 5 from the middle to the left; 2, 4, 6 to the right."),
            blocks: [7],
            spec: { seats: { order: "odd_left" } },
        },
        {
            code: "odd_right",
            name: _t("Even left, odd right"),
            help: _t("1, 3, 5 from the middle to the right; 2, 4, 6 to the left."),
            blocks: [7],
            spec: { seats: { order: "odd_right" } },
        },
        {
            code: "letters",
            name: _t("Rows in letters"),
            help: _t("Rows A, B, C without I and O, which read like 1 and 0."),
            blocks: [7],
            spec: { rows: { style: "letters", start: "A", skip: ["I", "O"] } },
        },
        {
            code: "continental",
            name: _t("Middle block from 101"),
            help: _t("101, 102 … between the aisles; odd numbers left of them, even ones right."),
            blocks: [3, 4, 3],
            spec: { seats: { order: "continental" } },
        },
        {
            code: "right",
            name: _t("From the right"),
            help: _t("Seats 1, 2, 3 from the right."),
            blocks: [7],
            spec: { seats: { order: "right" } },
        },
        {
            code: "through",
            name: _t("Through all sections"),
            help: _t("Sections side by side: one row runs through all of them, odd and even."),
            blocks: [3, 4, 3],
            parted: true,
            spec: {
                rows: { across: "together" },
                seats: { order: "odd_left", across: "row" },
            },
        },
        {
            code: "box",
            name: _t("On from row to row"),
            help: _t("For boxes: the second row goes on where the first one ends."),
            blocks: [5],
            spec: { seats: { across: "section" } },
        },
    ];
}
