import { Component } from "@odoo/owl";
import { rulerMarks } from "../utils/face_view.js";

export const RULER = 24; // pixels
const LONG = { long: 10, half: 7, short: 4 };

/** Millimetres along the top and the left; the selection and the pointer are shown. */
export class FaceRulers extends Component {
    static template = "ticket_sale.FaceRulers";
    static props = {
        view: Object,
        page: Object,
        width: Number,
        height: Number,
        box: { type: [Object, { value: null }], optional: true },
        cursor: { type: [Array, { value: null }], optional: true },
    };

    get size() {
        return RULER;
    }

    get rulers() {
        return [this.ruler("x", "w"), this.ruler("y", "h")];
    }

    ruler(axis, side) {
        const { view, page, box, cursor } = this.props;
        const place = (at) => Math.round((view[axis] + at * view.zoom) * 2) / 2;
        return {
            axis,
            marks: rulerMarks(view.zoom, page[side]).map((mark) => ({
                ...mark,
                place: place(mark.at),
                start: RULER - LONG[mark.size],
            })),
            page: [place(0), page[side] * view.zoom],
            chosen: box && [place(box[axis]), box[side] * view.zoom],
            cursor: cursor && place(cursor[axis === "x" ? 0 : 1]),
        };
    }
}
