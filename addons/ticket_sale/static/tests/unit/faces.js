/** A small face, and a server that draws it. */

export function blankFace() {
    return { version: 2, page: { w: 72, h: 120, dpi: 203 }, elements: [] };
}

export function shownFace() {
    return {
        ...blankFace(),
        elements: [
            { type: "text", x: 4, y: 4, w: 64, h: 12, size: 20, text: "{show}" },
            { type: "qr", x: 20, y: 30, w: 32, h: 32, text: "{token}" },
        ],
    };
}

const side = (elements) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 120">${elements
        .map((_element, at) => `<g data-element="${at}"><rect width="1" height="1"/></g>`)
        .join("")}</svg>`;

export function drawn(template) {
    return {
        front: side(template.elements),
        back: template.back ? side(template.back.elements) : false,
    };
}

const field = (name, label, group, sample) => ({ name, label, group, sample });
const kinds = { text: "Text", qr: "QR code", line: "Straight line", box: "Box", image: "Picture" };

export const OFFER = {
    fields: [
        field("show", "Show", "Show", "Swan Lake"),
        field("place", "Whole place", "Place", "Row 1"),
        field("seat", "Seat", "Place", "8"),
        field("token", "Token", "Ticket", "T1"),
    ],
    elements: Object.entries(kinds).map(([type, label]) => ({
        type,
        label,
        defaults: type === "text" ? { size: 10 } : {},
    })),
    pictures: [{ name: "logo", label: "Logo" }],
    fonts: [{ name: "sans", label: "Sans" }],
    types: [{ code: "adult", name: "Adult" }],
    zones: [],
    channels: [],
    tickets: [{ id: 5, name: "T5" }],
    limits: { page: [20, 500], size: [4, 200], span: [2, 60], copies: 9, asset: 400000 },
};
