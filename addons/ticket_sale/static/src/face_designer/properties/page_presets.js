import { _t } from "@web/core/l10n/translation";

/** Papers people have, and what they are for. */
export function pagePresets() {
    return [
        {
            code: "roll80",
            name: _t("80 mm roll, cut after 120 mm"),
            w: 72,
            h: 120,
            dpi: 203,
            usage: "print",
        },
        {
            code: "roll80_150",
            name: _t("80 mm roll, cut after 150 mm"),
            w: 72,
            h: 150,
            dpi: 203,
            usage: "print",
        },
        {
            code: "roll58",
            name: _t("58 mm roll, cut after 110 mm"),
            w: 48,
            h: 110,
            dpi: 203,
            usage: "print",
        },
        {
            code: "stock",
            name: _t("Ticket stock 5.5 × 2 inch"),
            w: 139.7,
            h: 50.8,
            dpi: 200,
            usage: "print",
        },
        {
            code: "stock8",
            name: _t("Ticket stock 8 × 3.25 inch"),
            w: 203.2,
            h: 82.5,
            dpi: 203,
            usage: "print",
        },
        {
            code: "band",
            name: _t("Wristband 250 × 25 mm"),
            w: 250,
            h: 25,
            dpi: 203,
            usage: "print",
        },
        { code: "a6", name: _t("A6, portrait"), w: 105, h: 148, usage: "pdf" },
        { code: "a5", name: _t("A5, landscape"), w: 210, h: 148, usage: "pdf" },
        { code: "a4", name: _t("A4, portrait"), w: 210, h: 297, usage: "pdf" },
        { code: "phone", name: _t("Phone"), w: 90, h: 172, usage: "phone" },
    ];
}

/** @returns {string} the preset a page is of, "own" for none */
export function presetOf({ w, h }) {
    const found = pagePresets().find(
        (preset) => Math.abs(preset.w - w) < 0.06 && Math.abs(preset.h - h) < 0.06,
    );
    return found?.code || "own";
}

export function usages() {
    return [
        ["print", _t("On paper")],
        ["pdf", _t("E-ticket")],
        ["phone", _t("Phone")],
    ];
}
