import { _t } from "@web/core/l10n/translation";
import { seatCount } from "../count_texts.js";
import { blockSeats } from "./block_seats.js";
import { snapPoint } from "./snapping.js";

const DRAG_FROM = 14; // CSS pixels

/** Rows, arc, wedge, table, single seat: a ghost follows the pointer, a click puts it. */
export class BlockTool {
    /** @param {string} code of the tool in the rail */
    constructor(editor, code) {
        this.editor = editor;
        this.code = code;
        this.at = null;
        this.start = null;
        this.cursor = "copy";
    }

    get options() {
        return this.editor.optionsOf(this.code);
    }

    get seats() {
        return this.at ? blockSeats(this.code, this.options, this.at, this.focal) : [];
    }

    get focal() {
        return this.editor.doc.focal || this.editor.drawn.geometry.focal;
    }

    down(point) {
        this.move(point);
        this.start = point;
        return true;
    }

    move(point) {
        if (this.start && this.code === "rows" && this.isDrag(point)) {
            this.fill(point);
            return;
        }
        const { at, lines } = snapPoint(this.editor, point);
        this.at = at;
        this.lines = lines;
    }

    isDrag({ x, y }) {
        return Math.hypot(x - this.start.x, y - this.start.y) > DRAG_FROM;
    }

    /** As many rows and seats as fit in the dragged box. */
    fill({ at }) {
        const [left, right] = [at[0], this.start.at[0]].sort((a, b) => a - b);
        const [top, bottom] = [at[1], this.start.at[1]].sort((a, b) => a - b);
        const { spacing, depth } = this.options;
        this.editor.setOption("rows", "seats", fit(right - left, spacing, 300));
        this.editor.setOption("rows", "rows", fit(bottom - top, depth, 200));
        this.at = [Math.round((left + right) / 2), Math.round(top)];
        this.lines = [];
    }

    up() {
        if (!this.start) {
            return;
        }
        this.start = null;
        const { editor, code, seats } = this;
        const ids = editor.commands.place(this.label, seats, { single: code === "seat" });
        if (ids) {
            editor.tell(_t("%(count)s seats placed", { count: ids.length }));
            editor.selection.set(code === "seat" ? {} : { seats: ids });
        }
        this.at = null;
    }

    get label() {
        return { seat: _t("Seat"), table: _t("Table") }[this.code] || _t("Block of seats");
    }

    cancel() {
        this.start = null;
        this.at = null;
    }

    leave() {
        if (!this.start) {
            this.at = null;
        }
    }

    draw(pen) {
        if (!this.at) {
            return;
        }
        const { seats } = this;
        if (this.code === "arc" && this.options.around === "focal") {
            pen.line([this.focal, this.at], { width: 1, dash: [4, 4] });
            pen.cross(...this.focal, 9);
        }
        const radius = Math.min((this.options.spacing || 55) * 0.4, 24);
        pen.seats(seats, { radius });
        pen.guides(this.lines || []);
        const [x, y] = pen.viewport.toScreen(...this.at);
        pen.note(this.count(seats), x, y - 46);
    }

    count(seats) {
        const rows = new Set(seats.map(({ row }) => row)).size;
        return rows > 1
            ? _t("%(rows)s rows · %(count)s seats", { rows, count: seats.length })
            : seatCount(seats.length);
    }
}

function fit(length, step, most) {
    return Math.min(Math.max(Math.floor(length / step) + 1, 1), most);
}
