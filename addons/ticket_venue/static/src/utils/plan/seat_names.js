/** Sequences of names for rows and seats: the twin of `tools/seat_names.py`. */

export const MAX_START = 999999;
export const MAX_STEP = 100;
const MAX_LABEL = 32;
export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The numbering cannot be followed; `code` and `params` say why. */
export class NumberingError extends Error {
    constructor(code, params = {}) {
        super(code);
        this.code = code;
        this.params = params;
    }
}

/** @returns {string} A … Z, AA … */
export function letters(index, alphabet = ALPHABET) {
    let label = "";
    for (index += 1; index > 0; index = Math.floor((index - 1) / alphabet.length)) {
        label = alphabet[(index - 1) % alphabet.length] + label;
    }
    return label;
}

export function lettersIndex(label, alphabet = ALPHABET) {
    let index = 0;
    for (const letter of label) {
        index = index * alphabet.length + alphabet.indexOf(letter) + 1;
    }
    return index - 1;
}

export function checkStart(value) {
    if (!isNumber(value) || Number(value) > MAX_START) {
        throw new NumberingError("start_number", { value: value.slice(0, MAX_LABEL) });
    }
}

function isNumber(value) {
    return /^(0|[1-9][0-9]*)$/.test(value);
}

/** A sequence of names: numbers, letters or a list. */
export class Names {
    constructor(values = {}) {
        const style = values.style || "numbers";
        this.style = style;
        this.start = String(values.start ?? (style === "letters" ? "A" : "1")).trim();
        this.step = values.step ?? 1;
        this.skip = new Set((values.skip || []).map((value) => String(value).trim()));
        this.names = (values.names || []).map((value) => String(value).trim());
    }

    /**
     * @param {number} count
     * @param {number} [shift] start so much later
     * @param {number} [step] go by this instead; both for numbers only
     * @returns {string[]}
     */
    take(count, shift = 0, step = this.step) {
        if (this.style === "list") {
            if (count > this.names.length) {
                throw new NumberingError("names_few", { have: this.names.length, need: count });
            }
            return this.names.slice(0, count);
        }
        if (this.style === "letters") {
            const first = lettersIndex(this.start, this.alphabet);
            const alphabet = this.alphabet;
            return Array.from({ length: count }, (_, i) => letters(first + i * step, alphabet));
        }
        const found = [];
        for (let value = Number(this.start) + shift; found.length < count; value += step) {
            if (!this.skip.has(String(value))) {
                found.push(String(value));
            }
        }
        return found;
    }

    get alphabet() {
        return [...ALPHABET].filter((letter) => !this.skip.has(letter)).join("");
    }

    /** @throws {NumberingError} there is no such sequence */
    check() {
        if (!Number.isInteger(this.step) || this.step < 1 || this.step > MAX_STEP) {
            throw new NumberingError("step", { limit: MAX_STEP });
        }
        const checks = { numbers: "_checkNumbers", letters: "_checkLetters", list: "_checkList" };
        this[checks[this.style]]();
    }

    _checkNumbers() {
        for (const value of [...this.skip].sort()) {
            if (!isNumber(value)) {
                throw new NumberingError("skip_number", { value });
            }
        }
        checkStart(this.start);
        if (this.skip.has(this.start)) {
            throw new NumberingError("start_skipped", { value: this.start });
        }
    }

    _checkLetters() {
        for (const value of [...this.skip].sort()) {
            if (value.length !== 1 || !ALPHABET.includes(value)) {
                throw new NumberingError("skip_letter", { value });
            }
        }
        if (this.alphabet.length < 2) {
            throw new NumberingError("skip_all");
        }
        if (!/^[A-Z]{1,3}$/.test(this.start)) {
            throw new NumberingError("start_letters", { value: this.start });
        }
        if ([...this.start].some((letter) => this.skip.has(letter))) {
            throw new NumberingError("start_skipped", { value: this.start });
        }
    }

    _checkList() {
        if (!this.names.length) {
            throw new NumberingError("names_missing");
        }
        const seen = new Set();
        for (const name of this.names) {
            if (seen.has(name)) {
                throw new NumberingError("names_repeated", { name });
            }
            seen.add(name);
        }
        for (const name of this.names) {
            if (name.length > MAX_LABEL) {
                const limit = MAX_LABEL;
                throw new NumberingError("names_long", { name: name.slice(0, limit), limit });
            }
        }
    }
}
