/** Seats in square cells: what is under a pointer or in a window, without a scan. */
export class SpatialIndex {
    /**
     * @param {Float32Array} x
     * @param {Float32Array} y
     * @param {number} [cell] side of a cell; about two seats
     */
    constructor(x, y, cell = 120) {
        this.x = x;
        this.y = y;
        let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
        for (let index = 0; index < x.length; index++) {
            left = Math.min(left, x[index]);
            right = Math.max(right, x[index]);
            top = Math.min(top, y[index]);
            bottom = Math.max(bottom, y[index]);
        }
        this.left = x.length ? left : 0;
        this.top = x.length ? top : 0;
        const width = x.length ? right - left : 0;
        const height = x.length ? bottom - top : 0;
        // Never more than about four cells a seat, however far apart the seats are.
        const most = 4 * x.length + 64;
        this.cell = Math.max(cell, Math.sqrt((width * height) / most), width / most, height / most);
        this.columns = Math.floor(width / this.cell) + 1;
        this.lines = Math.floor(height / this.cell) + 1;
        this._fill();
    }

    _fill() {
        const { x, y } = this;
        const cells = new Uint32Array(x.length);
        this.starts = new Uint32Array(this.columns * this.lines + 1);
        for (let index = 0; index < x.length; index++) {
            cells[index] = this._line(y[index]) * this.columns + this._column(x[index]);
            this.starts[cells[index] + 1]++;
        }
        for (let cell = 1; cell < this.starts.length; cell++) {
            this.starts[cell] += this.starts[cell - 1];
        }
        const next = this.starts.slice();
        this.seats = new Uint32Array(x.length);
        for (let index = 0; index < x.length; index++) {
            this.seats[next[cells[index]]++] = index;
        }
    }

    _column(x) {
        const column = Math.floor((x - this.left) / this.cell);
        return Math.min(Math.max(column, 0), this.columns - 1);
    }

    _line(y) {
        const line = Math.floor((y - this.top) / this.cell);
        return Math.min(Math.max(line, 0), this.lines - 1);
    }

    /** Calls `visit(index)` for the seats of all cells that touch the window. */
    visit(left, top, right, bottom, visit) {
        const [firstColumn, lastColumn] = [this._column(left), this._column(right)];
        for (let line = this._line(top); line <= this._line(bottom); line++) {
            const from = this.starts[line * this.columns + firstColumn];
            const to = this.starts[line * this.columns + lastColumn + 1];
            for (let position = from; position < to; position++) {
                visit(this.seats[position]);
            }
        }
    }

    /** @returns {number[]} seats whose middle is inside the window, in seat order */
    inside(left, top, right, bottom) {
        const found = [];
        this.visit(left, top, right, bottom, (index) => {
            const [x, y] = [this.x[index], this.y[index]];
            if (x >= left && x <= right && y >= top && y <= bottom) {
                found.push(index);
            }
        });
        return found.sort((a, b) => a - b);
    }

    /** @returns {number} the seat nearest to the point within the distance, or -1 */
    nearest(x, y, distance) {
        let best = -1;
        let shortest = distance * distance;
        this.visit(x - distance, y - distance, x + distance, y + distance, (index) => {
            const [dx, dy] = [this.x[index] - x, this.y[index] - y];
            const square = dx * dx + dy * dy;
            if (square < shortest || (square === shortest && (best < 0 || index < best))) {
                shortest = square;
                best = index;
            }
        });
        return best;
    }
}
