/**
 * A session's tickets as the device keeps them: 100,000 in a few megabytes, one found in
 * microseconds. The server sends columns, and later the rows that changed.
 */
const HALF = 8; // a number of 16 digits is two of 8, which fit 32 bits each
const NUMERIC = {
    types: Uint32Array,
    zones: Uint32Array,
    admits: Uint16Array,
    admitted: Uint16Array,
    outside: Uint16Array,
    print: Uint8Array,
};
const TEXTS = ["states", "places", "holders"];
/** Told only where a rule asks for it; the field of a ticket that each column fills. */
const RARE = {
    entries: "entries",
    today: "today",
    day: "day",
    last_in: "last_in",
    tiers: "tier",
    accompanies: "accompanies",
};

export class TicketTable {
    /** @param {number} session */
    constructor(session) {
        this.session = session;
        this.cursor = null;
        this.clear();
    }

    clear() {
        this.size = 0;
        this.high = new Uint32Array();
        this.low = new Uint32Array();
        this.order = new Uint32Array();
        for (const [name, Column] of Object.entries(NUMERIC)) {
            this[name] = new Column();
        }
        for (const name of TEXTS) {
            this[name] = [];
        }
        this.rare = {};
    }

    /**
     * Take over what the server sent.
     *
     * @param {object} columns see package/tickets in gate.yaml
     */
    merge(columns) {
        if (columns.full) {
            this.clear();
        }
        const rows = columns.numbers.map((number) => this.rowOf(number));
        const fresh = rows.filter((row) => row < 0).length;
        let next = this.size;
        this.grow(fresh);
        columns.numbers.forEach((number, index) => {
            const row = rows[index] < 0 ? next++ : rows[index];
            this.high[row] = Number(number.slice(0, HALF));
            this.low[row] = Number(number.slice(HALF));
            for (const name of [...Object.keys(NUMERIC), ...TEXTS]) {
                this[name][row] = columns[name][index];
            }
            for (const name of Object.keys(RARE).filter((one) => columns[one])) {
                this.rare[name] ??= [];
                this.rare[name][row] = columns[name][index];
            }
        });
        if (fresh) {
            this.sort();
        }
        this.cursor = columns.cursor;
    }

    grow(more) {
        this.size += more;
        for (const name of ["high", "low", ...Object.keys(NUMERIC)]) {
            const grown = new this[name].constructor(this.size);
            grown.set(this[name]);
            this[name] = grown;
        }
    }

    sort() {
        const { high, low } = this;
        this.order = Uint32Array.from({ length: this.size }, (_none, row) => row);
        this.order.sort((one, other) => high[one] - high[other] || low[one] - low[other]);
    }

    /** @returns {number} the row of a ticket's number, -1 without one */
    rowOf(number) {
        const high = Number(number.slice(0, HALF));
        const low = Number(number.slice(HALF));
        if (number.length !== 2 * HALF) {
            return -1;
        }
        let from = 0;
        let to = this.order.length - 1;
        while (from <= to) {
            const middle = (from + to) >> 1;
            const row = this.order[middle];
            const apart = this.high[row] - high || this.low[row] - low;
            if (!apart) {
                return row;
            }
            [from, to] = apart < 0 ? [middle + 1, to] : [from, middle - 1];
        }
        return -1;
    }

    numberAt(row) {
        const half = (value) => String(value).padStart(HALF, "0");
        return half(this.high[row]) + half(this.low[row]);
    }

    /** @returns {object | null} what the list says of one ticket */
    find(number) {
        const row = this.rowOf(number);
        return row < 0 ? null : this.at(row);
    }

    at(row) {
        const rare = Object.entries(this.rare).map(([name, column]) => [RARE[name], column[row]]);
        return {
            ...Object.fromEntries(rare),
            number: this.numberAt(row),
            session: this.session,
            state: this.states[row],
            type: this.types[row],
            zone: this.zones[row] || null,
            place: this.places[row] ?? null,
            holder: this.holders[row] ?? null,
            admits: this.admits[row],
            admitted: this.admitted[row],
            outside: this.outside[row],
            isPrinted: Boolean(this.print[row]),
        };
    }

    /**
     * Find tickets as a person asks for them.
     *
     * @param {(row: object) => boolean} fits
     * @param {number} most
     */
    search(fits, most) {
        const found = [];
        for (let row = 0; row < this.size && found.length < most; row++) {
            const ticket = this.at(row);
            if (fits(ticket)) {
                found.push(ticket);
            }
        }
        return found;
    }

    /** The same as the server sent it, to be kept. */
    toColumns() {
        const { session, cursor, size } = this;
        const columns = { session, cursor, full: true };
        columns.numbers = Array.from({ length: size }, (_none, row) => this.numberAt(row));
        for (const name of [...Object.keys(NUMERIC), ...TEXTS]) {
            columns[name] = [...this[name]];
        }
        return Object.assign(columns, this.rare);
    }
}
