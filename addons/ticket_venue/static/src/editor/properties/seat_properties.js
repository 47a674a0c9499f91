import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { sharedValue } from "../../utils/plan/selecting.js";
import { rowsOf } from "../../utils/plan/row_line.js";
import { EditorFields } from "../fields/editor_fields.js";
import { bend } from "../tools/block_seats.js";
import { useEditor } from "../use_editor.js";

/** Section, row, number, kind and place of the seats selected. */
export class SeatProperties extends Component {
    static template = "ticket_venue.SeatProperties";
    static components = { EditorFields };
    static props = { editor: Object, onNumber: Function };

    setup() {
        this.plan = useEditor(this.props.editor);
        this.curve = { of: null, percent: 0 };
    }

    get seats() {
        return this.plan.selection.seatRecords;
    }

    get fields() {
        const { seats } = this;
        const sections = this.plan.doc.orderedSections
            .filter(({ kind }) => kind === "seated")
            .map(({ id, name }) => [id, name]);
        const kinds = this.props.editor.kinds.map(({ code, name }) => [code, name]);
        const isRow = seats.length > 1;
        return [
            pick("section", _t("Section"), sections),
            { name: "row", label: _t("Row"), type: "text", placeholder: "" },
            !isRow && { name: "number", label: _t("Seat number"), type: "text", placeholder: "" },
            pick("kind", _t("Kind"), kinds),
            place("x", isRow ? _t("Left edge") : _t("Across")),
            place("y", isRow ? _t("Upper edge") : _t("Down")),
            isRow && {
                name: "spacing",
                label: _t("Seat to seat"),
                type: "number",
                min: 20,
                max: 500,
                step: 1,
                unit: "cm",
            },
            isRow && {
                name: "curve",
                label: _t("Curve of each row"),
                type: "number",
                min: -100,
                max: 100,
                step: 1,
                slider: true,
                unit: "%",
            },
        ].filter(Boolean);
    }

    get values() {
        const { seats } = this;
        const [x, y] = this.plan.selection.bounds;
        return {
            section: sharedValue(seats, "section"),
            row: sharedValue(seats, "row"),
            number: sharedValue(seats, "number"),
            kind: sharedValue(seats, "kind"),
            x: Math.round(x) / 100,
            y: Math.round(y) / 100,
            spacing: this.spacing,
            curve: this.isSameSelection ? this.curve.percent : 0,
        };
    }

    /** A new selection starts with the slider in the middle. */
    get isSameSelection() {
        return this.curve.of === this.props.editor.selection.seats.values().next().value;
    }

    /** The usual distance in the first row of the selection. */
    get spacing() {
        const [row] = rowsOf(this.seats);
        const sorted = [...row].sort((a, b) => a.x - b.x || a.y - b.y);
        const gaps = sorted
            .slice(1)
            .map((seat, index) => Math.hypot(seat.x - sorted[index].x, seat.y - sorted[index].y))
            .sort((a, b) => a - b);
        return gaps.length ? Math.round(gaps[gaps.length >> 1]) : undefined;
    }

    set(name, value) {
        const { commands, selection } = this.props.editor;
        const [left, top] = selection.bounds;
        if (name === "x") {
            commands.move(value * 100 - left, 0, "place");
        } else if (name === "y") {
            commands.move(0, value * 100 - top, "place");
        } else if (name === "spacing") {
            commands.setSpacing(value);
        } else if (name === "curve") {
            this.setCurve(value);
        } else {
            commands.setSeats({ [name]: value });
        }
    }

    setCurve(percent) {
        const { selection, commands } = this.props.editor;
        this.curve = { of: selection.seats.values().next().value, percent };
        const longest = Math.max(...rowsOf(this.seats).map((row) => row.length));
        commands.curve(bend(percent, longest, this.spacing || 55));
    }

    /** A companion seat belongs to a wheelchair place. */
    get companion() {
        const { seats } = this;
        if (this.props.editor.readonly || seats.some(({ kind }) => kind !== "companion")) {
            return null;
        }
        const bound = seats.map(({ companion }) => this.plan.doc.seat(companion)).filter(Boolean);
        if (bound.length < seats.length) {
            return { text: _t("Not bound to a wheelchair place yet.") };
        }
        const names = bound.map(({ row, number }) => `${row} ${number}`.trim()).join(", ");
        return { text: _t("Sold with wheelchair place %(names)s.", { names }) };
    }

    bind() {
        const { editor } = this.props;
        const places = [...editor.doc.seats.values()].filter(({ kind }) => kind === "wheelchair");
        if (!places.length) {
            editor.tell(_t("Mark a seat as a wheelchair place first."));
            return;
        }
        editor.commands.change(_t("Companion"), (edit) => {
            for (const { id, x, y } of this.seats) {
                const away = (seat) => Math.hypot(seat.x - x, seat.y - y);
                const nearest = places.reduce((a, b) => (away(b) < away(a) ? b : a));
                edit.putSeat({ id, companion: nearest.id });
            }
        });
    }
}

function pick(name, label, choices) {
    return { name, label, type: "list", choices };
}

function place(name, label) {
    return { name, label, type: "number", min: -5000, max: 5000, step: 0.1, unit: "m" };
}
