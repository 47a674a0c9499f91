import { Component } from "@odoo/owl";
import { numberSeats } from "../../utils/plan/numbering.js";

const PITCH = 20;
const DEPTH = 22;
const AISLE = 14;
const ROWS = 3;
const WIDTH = 250;

/** What a preset does, shown on three rows: the numbers are really worked out. */
export class NumberingPicture extends Component {
    static template = "ticket_venue.NumberingPicture";
    static props = { preset: Object };

    setup() {
        const { blocks, parted, spec } = this.props.preset;
        const seats = [];
        const room = blocks.reduce((sum, count) => sum + count * PITCH + AISLE, -AISLE - PITCH);
        for (let row = 0; row < ROWS; row++) {
            let x = (WIDTH - room) / 2;
            blocks.forEach((count, block) => {
                for (let place = 0; place < count; place++, x += PITCH) {
                    const section = parted ? block : 0;
                    seats.push({ id: seats.length, section, row: "", number: "", ...at(x, row) });
                }
                x += AISLE;
            });
        }
        const labels = numberSeats(seats, [WIDTH / 2, -300], spec);
        this.seats = seats.map((seat) => ({ ...seat, label: labels.get(seat.id).number }));
        this.rows = [0, 1, 2].map((row) => {
            const first = seats[(row * seats.length) / ROWS];
            return { row, x: first.x - PITCH, y: first.y, label: labels.get(first.id).row };
        });
    }
}

/** Rows bend a little around the stage. */
function at(x, row) {
    return { x, y: 26 + row * DEPTH + 12 - 12 * ((x - WIDTH / 2) / (WIDTH / 2)) ** 2 };
}
