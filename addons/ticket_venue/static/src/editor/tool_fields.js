import { _t } from "@web/core/l10n/translation";

/** Fields of a tool's panel, and what they stand on at first. */
export function number(name, label, min, max, more = {}) {
    return { name, label, type: "number", min, max, step: 1, ...more };
}

export function text(name, label, placeholder) {
    return { name, label, type: "text", placeholder };
}

export function check(name, label) {
    return { name, label, type: "check" };
}

export function choice(name, label, choices) {
    return { name, label, type: "choice", choices };
}

export function list(name, label, choices) {
    return { name, label, type: "list", choices };
}

export function spacing() {
    return [
        number("spacing", _t("Seat to seat"), 20, 500, { unit: "cm" }),
        number("depth", _t("Row to row"), 20, 1000, { unit: "cm" }),
    ];
}

export function rotation(shown) {
    return [number("rotation", _t("Turned by"), -180, 180, { unit: "°", step: 5, shown })];
}

/** What the fields stand on when the editor opens. */
export function startOptions() {
    const seats = { spacing: 55, depth: 90 };
    return {
        select: { reach: "seat", draws: "box", snap: true },
        pan: {},
        stage: { text: "" },
        rows: { rows: 10, seats: 20, grow: 0, curve: 0, skew: 0, aisles: 0, rotation: 0, ...seats },
        arc: { around: "focal", radius: 1200, span: 90, rows: 10, seats: 0, ...seats },
        wedge: { rows: 10, first: 4, grow: 2, curve: 0, rotation: 0, ...seats },
        table: { shape: "round", chairs: 8, size: 150, depth: 90, rotation: 0 },
        seat: { kind: "standard" },
        standing: { name: "", capacity: 0 },
        shape: { shape: "rect", role: "wall", text: "" },
        label: { text: "", size: 60 },
        focal: {},
        picture: { opacity: 50, metres: 10 },
    };
}
