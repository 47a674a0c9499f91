import { check, choice, list, number } from "@ticket_venue/editor/tool_fields";
import { _t } from "@web/core/l10n/translation";

const DIRECTIONS = [
    [0, "0°"],
    [90, "90°"],
    [180, "180°"],
    [270, "270°"],
];

/** What is seen of each kind besides its words; in the order of the panel. */
export function lookFields(type, offer, element) {
    return LOOKS[type]?.(offer, element || {}) || [];
}

const LOOKS = {
    text: (offer) => [
        list(
            "font",
            _t("Font"),
            offer.fonts.map(({ name, label }) => [name, label]),
        ),
        number("size", _t("Size"), ...offer.limits.size, { unit: "pt", step: 0.5 }),
        check("bold", _t("Bold")),
        choice("align", _t("Across"), [
            ["left", _t("Left edge")],
            ["center", _t("Middle")],
            ["right", _t("Right edge")],
        ]),
        choice("valign", _t("Up and down"), [
            ["top", _t("Top")],
            ["middle", _t("Middle")],
            ["bottom", _t("Bottom")],
        ]),
        choice("fit", _t("When it is too long"), [
            ["shrink", _t("Smaller")],
            ["wrap", _t("Wrap")],
            ["clip", _t("Cut off")],
        ]),
        number("leading", _t("Line height"), 0.8, 3, { step: 0.05 }),
        check("balance", _t("Lines of equal length")),
    ],
    qr: () => [
        choice("level", _t("Damage it survives"), [
            ["L", "7%"],
            ["M", "15%"],
            ["Q", "25%"],
            ["H", "30%"],
        ]),
    ],
    barcode: () => [
        choice("symbology", _t("Kind of code"), [
            ["code128", "Code 128"],
            ["pdf417", "PDF417"],
        ]),
        check("human", _t("Write its text below")),
    ],
    line: () => [
        number("stroke", _t("Thickness"), 0.1, 10, { unit: "mm", step: 0.1 }),
        number("dash", _t("Dashes"), 0, 20, { unit: "mm", step: 0.2, help: _t("0: not dashed") }),
    ],
    tear: () => [
        number("stroke", _t("Thickness"), 0.1, 10, { unit: "mm", step: 0.1 }),
        number("dash", _t("Dashes"), 0.2, 20, { unit: "mm", step: 0.2 }),
        check("scissors", _t("Scissors where it begins")),
    ],
    map: (offer) => [
        number("span", _t("Metres of the hall shown across"), ...offer.limits.span, { unit: "m" }),
    ],
    box: () => [
        number("stroke", _t("Frame"), 0, 10, { unit: "mm", step: 0.1 }),
        number("radius", _t("Round corners"), 0, 50, { unit: "mm", step: 0.5 }),
    ],
};

/** What a value is while the element does not say. */
export const STANDARD = {
    font: "sans",
    bold: false,
    balance: false,
    human: false,
    align: "left",
    valign: "top",
    fit: "shrink",
    leading: 1.25,
    level: "M",
    symbology: "code128",
    radius: 0,
    scissors: true,
    span: 8,
    rotate: 0,
};

/** Which way it is written; codes and lines are turned by their box. */
export function turnFields(types) {
    const isTurned = types.every((type) => ["text", "image", "barcode"].includes(type));
    return isTurned ? [choice("rotate", _t("Turned"), DIRECTIONS)] : [];
}

/** Colours of each kind: value and label. */
export function colourFields(type, element) {
    const ink = { name: "color", label: _t("Colour") };
    switch (type) {
        case "text":
        case "line":
        case "tear":
            return [ink];
        case "map":
            return [
                { ...ink, label: _t("Own seat") },
                { name: "seats", label: _t("Other seats"), standard: "#9ca3af" },
            ];
        case "box":
            return [
                ...(element.stroke !== 0 ? [{ ...ink, label: _t("Frame colour") }] : []),
                { name: "fill", label: _t("Filling"), isOptional: true },
            ];
        default:
            return [];
    }
}

export function placeFields(page) {
    const most = Math.max(page.w, page.h);
    return [
        number("x", _t("From the left"), -most, most, { unit: "mm", step: 0.5 }),
        number("y", _t("From the top"), -most, most, { unit: "mm", step: 0.5 }),
        number("w", _t("Width"), 0, most, { unit: "mm", step: 0.5 }),
        number("h", _t("Height"), 0, most, { unit: "mm", step: 0.5 }),
    ];
}

/** Of some kinds only. */
const STANDARD_OF = { tear: { dash: 1.2, stroke: 0.3 }, line: { dash: 0 } };

export function standard(type, name) {
    return STANDARD_OF[type]?.[name] ?? STANDARD[name];
}

/** The value all of them have; `undefined` when they differ. */
export function commonValue(elements, name) {
    const values = new Set(
        elements.map((element) => element[name] ?? standard(element.type, name)),
    );
    return values.size === 1 ? [...values][0] : undefined;
}
