import { _t } from "@web/core/l10n/translation";
import { nextRow, nextSeat } from "../utils/plan/selecting.js";
import {
    mirroredPoints,
    mirroredShape,
    movedPoints,
    movedShape,
    turned,
    turnedShape,
} from "../utils/plan/things.js";
import {
    align,
    curveRow,
    distribute,
    mirror,
    move,
    rotate,
    setSpacing,
} from "../utils/plan/transform.js";

/** What can be done with the selection; each is one step of undo. */
export class PlanCommands {
    constructor(editor) {
        this.editor = editor;
    }

    get doc() {
        return this.editor.doc;
    }

    get selection() {
        return this.editor.selection;
    }

    change(label, work, options) {
        return this.editor.readonly ? undefined : this.doc.change(label, work, options);
    }

    /** Seats, shapes and areas changed alike, each by a function of its record. */
    _each(label, { seats, shape, points }, options) {
        const { selection } = this;
        return this.change(
            label,
            (edit) => {
                seats(selection.seatRecords).forEach((seat) => edit.putSeat(seat));
                selection.shapeRecords.forEach((record) => edit.putShape(shape(record)));
                selection.areaRecords
                    .filter(({ polygon }) => polygon)
                    .forEach((area) =>
                        edit.putSection({ id: area.id, polygon: points(area.polygon) }),
                    );
            },
            options,
        );
    }

    move(dx, dy, join) {
        const work = {
            seats: (seats) => move(seats, dx, dy),
            shape: (shape) => movedShape(shape, dx, dy),
            points: (points) => movedPoints(points, dx, dy),
        };
        this._each(_t("Move"), work, { join });
    }

    rotate(degrees, about = this.selection.middle) {
        this._each(_t("Rotate"), {
            seats: (seats) => rotate(seats, degrees, about),
            shape: (shape) => turnedShape(shape, degrees, about),
            points: (points) => movedPoints(turned(points, degrees, about), 0, 0),
        });
    }

    mirror(axis, about = this.selection.middle) {
        this._each(_t("Mirror"), {
            seats: (seats) => mirror(seats, axis, about),
            shape: (shape) => mirroredShape(shape, axis, about),
            points: (points) => mirroredPoints(points, axis, about),
        });
    }

    /** Seats only: what has no rows cannot be aligned to them. */
    _seats(label, work, options) {
        this.change(
            label,
            (edit) => work(this.selection.seatRecords).forEach((seat) => edit.putSeat(seat)),
            options,
        );
    }

    align(to) {
        this._seats(_t("Align"), (seats) => align(seats, to));
    }

    distribute(axis) {
        this._seats(_t("Distribute"), (seats) => distribute(seats, axis));
    }

    setSpacing(spacing) {
        this._seats(_t("Seat spacing"), (seats) => setSpacing(seats, spacing), {
            join: "spacing",
        });
    }

    curve(amount) {
        this._seats(_t("Curve"), (seats) => curveRow(seats, amount, this.doc.focal), {
            join: "curve",
        });
    }

    /** @param {{section?, row?, number?, kind?, companion?}} values for every seat selected */
    setSeats(values) {
        const label = values.kind ? _t("Seat kind") : _t("Seat details");
        const join = `seats/${Object.keys(values)}/${[...this.selection.seats][0]}`;
        this._seats(label, (seats) => seats.map(({ id }) => ({ id, ...values })), { join });
    }

    setShape(values) {
        const join = `shape/${Object.keys(values)}/${[...this.selection.shapes]}`;
        this.change(
            _t("Shape"),
            (edit) => this.selection.shapes.forEach((id) => edit.putShape({ id, ...values })),
            { join },
        );
    }

    setSection(id, values) {
        const join = `section/${Object.keys(values)}/${id}`;
        this.change(_t("Section"), (edit) => edit.putSection({ id, ...values }), { join });
    }

    addSection(name) {
        const id = this.change(_t("New section"), (edit) =>
            edit.putSection({ name: this.editor.freeName(name), kind: "seated" }),
        );
        this.editor.state.section = id;
    }

    removeSection(id) {
        this.change(_t("Remove section"), (edit) => edit.removeSection(id));
    }

    remove() {
        const { seats, shapes, areas } = this.selection;
        this.change(_t("Delete"), (edit) => {
            seats.forEach((id) => edit.removeSeat(id));
            shapes.forEach((id) => edit.removeShape(id));
            areas.forEach((id) => edit.removeSection(id));
        });
    }

    /** New seats of a generator; rows go on after those the section has. */
    place(label, seats, { section, single } = {}) {
        return this.change(label, (edit) => {
            const into = section || this.editor.sectionFor(edit);
            const first = nextRow(this.doc, into);
            const ids = seats.map((seat) => {
                const names = single
                    ? nextSeat(this.doc, into, seat.x, seat.y)
                    : { row: String(first + Number(seat.row) - 1), number: seat.number };
                return edit.putSeat({ ...seat, ...names, section: into });
            });
            return ids;
        });
    }
}
