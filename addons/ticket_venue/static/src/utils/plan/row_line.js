/** The line a row of seats follows: straight or bent, in any direction. */

/** @returns {Object[][]} seats that share section and row label */
export function rowsOf(seats) {
    const rows = new Map();
    for (const seat of seats) {
        const key = `${seat.section}/${seat.row}`;
        if (!rows.has(key)) {
            rows.set(key, []);
        }
        rows.get(key).push(seat);
    }
    return [...rows.values()];
}

/**
 * Coordinates along and across the row: `along` runs to the right, `across` to the back.
 */
class RowLine {
    constructor(seats, focal) {
        const count = seats.length;
        this.x = seats.reduce((sum, { x }) => sum + x, 0) / count;
        this.y = seats.reduce((sum, { y }) => sum + y, 0) / count;
        let [xx, xy, yy] = [0, 0, 0];
        for (const seat of seats) {
            const [dx, dy] = [seat.x - this.x, seat.y - this.y];
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        const angle = Math.atan2(2 * xy, xx - yy) / 2;
        [this.cos, this.sin] = [Math.cos(angle), Math.sin(angle)];
        this._turn(focal);
        this.points = seats
            .map((seat) => ({ seat, ...this.local(seat) }))
            .sort((a, b) => a.along - b.along);
    }

    _turn(focal) {
        const isFacing = focal
            ? (this.x - focal[0]) * -this.sin + (this.y - focal[1]) * this.cos < 0
            : this.cos < 0;
        if (isFacing) {
            [this.cos, this.sin] = [-this.cos, -this.sin];
        }
    }

    local({ x, y }) {
        const [dx, dy] = [x - this.x, y - this.y];
        return { along: dx * this.cos + dy * this.sin, across: dy * this.cos - dx * this.sin };
    }

    placed({ id }, along, across) {
        return {
            id,
            x: this.x + along * this.cos - across * this.sin,
            y: this.y + along * this.sin + across * this.cos,
        };
    }

    get middle() {
        return (this.points[0].along + this.points.at(-1).along) / 2;
    }

    /** The bend that fits best: across = bend · (along - middle)² + level. */
    get bend() {
        const squares = this.points.map(({ along }) => (along - this.middle) ** 2);
        const meanSquare = mean(squares);
        const meanAcross = mean(this.points.map(({ across }) => across));
        let [both, spread] = [0, 0];
        this.points.forEach(({ across }, index) => {
            both += (squares[index] - meanSquare) * (across - meanAcross);
            spread += (squares[index] - meanSquare) ** 2;
        });
        const bend = spread ? both / spread : 0;
        return { bend, level: meanAcross - bend * meanSquare };
    }
}

function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Every seat on the straight line that fits the row best. */
export function straightened(seats) {
    const line = new RowLine(seats);
    return line.points.map(({ seat, along }) => line.placed(seat, along, 0));
}

export function bent(seats, curve, focal) {
    const line = new RowLine(seats, focal);
    const { middle } = line;
    const { level } = line.bend;
    return line.points.map(({ seat, along }) =>
        line.placed(seat, along, level - (curve * (along - middle) ** 2) / 10000),
    );
}

/** Gaps wider than this many times the usual one are aisles and keep what they are wider. */
const AISLE = 1.6;

export function spaced(seats, spacing) {
    const line = new RowLine(seats);
    const { points, middle } = line;
    const { bend, level } = line.bend;
    const gaps = points
        .slice(1)
        .map((point, index) =>
            Math.hypot(point.along - points[index].along, point.across - points[index].across),
        );
    const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] || spacing;
    const places = [0];
    for (const gap of gaps) {
        places.push(places.at(-1) + spacing + (gap > AISLE * usual ? gap - usual : 0));
    }
    const half = places.at(-1) / 2;
    return points.map(({ seat }, index) => {
        const along = alongCurve(places[index] - half, bend);
        return line.placed(seat, middle + along, bend * along ** 2 + level);
    });
}

/** How far along the row the point is that lies `length` from the middle on the curve. */
function alongCurve(length, bend) {
    if (Math.abs(bend) < 1e-9) {
        return length;
    }
    let along = length;
    for (let step = 0; step < 20; step++) {
        const slope = 2 * bend * along;
        const root = Math.hypot(1, slope);
        const found = (slope * root + Math.asinh(slope)) / (4 * bend);
        along -= (found - length) / root;
    }
    return along;
}
