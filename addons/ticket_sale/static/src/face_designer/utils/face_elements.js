import { isLine, overlap, rounded } from "./face_boxes.js";

const MARGIN = 4;
const GAP = 2;

/** What a new element of each kind is, apart from its place. */
const NEW = {
    text: { w: 50, h: 7, size: 12, fit: "shrink", valign: "middle" },
    qr: { w: 32, h: 32, text: "{token}", level: "M" },
    barcode: { w: 50, h: 14, text: "{number}", symbology: "code128", human: true },
    image: { w: 25, h: 12, source: "logo" },
    line: { w: 50, h: 0, stroke: 0.3 },
    box: { w: 40, h: 20, stroke: 0.3, radius: 1 },
    map: { w: 30, h: 22, span: 8 },
    tear: { w: 50, h: 4 },
};

/** Fields that deserve more than the size of a label. */
const FIELD_SIZES = {
    show: { size: 20, h: 16, bold: true, fit: "wrap", balance: true },
    place: { size: 14, h: 13, bold: true, fit: "wrap" },
    seat: { w: 20, size: 24, h: 11, bold: true, align: "center" },
    row: { w: 20, size: 24, h: 11, bold: true, align: "center" },
    section: { size: 17, h: 8, bold: true },
    time: { w: 25, size: 20, h: 9, bold: true },
    date: { size: 13, h: 6.5, bold: true },
    price: { w: 30, size: 15, h: 7.5, bold: true },
};

/** @returns {Object} a new element for a page of this size, without a place */
export function newElement(type, page, values = {}) {
    const element = { type, ...NEW[type], ...values };
    const widest = page.w - 2 * MARGIN;
    if (type === "tear") {
        element.w = page.w;
    } else if (isLine(element)) {
        element.w = widest;
    } else if (type === "text" && !values.w) {
        element.w = widest;
    } else if (element.w > widest) {
        element.h = type === "qr" ? widest : element.h;
        element.w = widest;
    }
    element.w = rounded(element.w);
    return element;
}

/** @returns {Object} a new text that shows a field */
export function newField(field, page) {
    return newElement("text", page, { text: `{${field}}`, ...FIELD_SIZES[field.split("@")[0]] });
}

/** Where a new element goes: the first free place from the top, else the middle. */
export function freePlace(element, elements, page) {
    const x = element.type === "tear" ? 0 : element.w >= page.w - 2 * MARGIN - 0.01 ? MARGIN : null;
    const left = x ?? (element.type === "text" ? MARGIN : (page.w - element.w) / 2);
    const solid = elements.filter((other) => !isBackground(other, page));
    const room = (y) => ({
        x: left,
        y: y - GAP,
        w: element.w,
        h: Math.max(element.h, 0.5) + 2 * GAP,
    });
    for (let y = MARGIN; y + element.h <= page.h - MARGIN; y += 1) {
        if (!solid.some((other) => overlap(asArea(other), room(y)))) {
            return { x: rounded(left), y: rounded(y) };
        }
    }
    return { x: rounded(left), y: rounded(Math.max(0, (page.h - element.h) / 2)) };
}

/** A box that covers most of the page lies under things, not in their way. */
function isBackground({ type, w, h }, page) {
    return type === "box" && w * h > 0.5 * page.w * page.h;
}

function asArea(element) {
    return isLine(element)
        ? { ...element, w: Math.max(element.w, 0.1), h: Math.max(element.h, 0.1) }
        : element;
}

/** Every text of an element, whichever language it is for. */
export function textsOf({ text }) {
    return text && typeof text === "object" ? Object.values(text) : text ? [text] : [];
}

/** @returns {string} the text of an element in a language, else in any */
export function textIn({ text }, lang) {
    if (!text || typeof text === "string") {
        return text || "";
    }
    return text[lang] ?? text.en ?? Object.values(text)[0] ?? "";
}

const FIELD = /\{([a-z_]+)(?:@[a-z]+)?\}/g;

/** What a layer is called: its name, else what it says with fields by name. */
export function layerText(element, lang, fieldNames) {
    if (element.name) {
        return element.name;
    }
    if (element.type === "qr" && textIn(element, lang) === "{token}") {
        return "";
    }
    return textIn(element, lang)
        .replace(FIELD, (match, field) => fieldNames[field] || match)
        .replace(/\s+/g, " ")
        .trim();
}

/** Whether an element prints one of these fields. */
export function showsField(element, fields) {
    return textsOf(element).some((text) =>
        [...text.matchAll(FIELD)].some(([, field]) => fields.includes(field)),
    );
}

/** A name that no picture of the face has yet. */
export function freeAssetName(fileName, assets) {
    const base =
        fileName
            .toLowerCase()
            .replace(/\.[^.]*$/, "")
            .replace(/[^a-z0-9]+/g, "_")
            .replace(/^_+|_+$/g, "")
            .slice(0, 24) || "picture";
    let name = base;
    for (let count = 2; name in assets; count++) {
        name = `${base}_${count}`;
    }
    return name;
}
