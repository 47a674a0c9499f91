import { _t } from "@web/core/l10n/translation";

/** The kinds of elements in the order of the palette: key and what each is for. */
export function elementKinds() {
    return [
        {
            type: "text",
            key: "T",
            hint: _t("Words of your own, and fields of the ticket among them"),
        },
        {
            type: "qr",
            key: "Q",
            hint: _t("The code the gate scans; it can also hold any other text"),
        },
        { type: "barcode", key: "B", hint: _t("A bar code for other scanners") },
        {
            type: "image",
            key: "I",
            hint: _t("Your logo, the show's poster, or a picture of your own"),
        },
        { type: "line", key: "L", hint: _t("A line, plain or dashed") },
        { type: "box", key: "R", hint: _t("A frame, or a filled area") },
        { type: "map", key: "M", hint: _t("A piece of the seat map with the own seat marked") },
        { type: "tear", key: "K", hint: _t("Where the stub is torn off") },
    ];
}

/** Those the server draws, each with its name. */
export function offeredKinds(offer) {
    const labels = new Map(offer.elements.map(({ type, label }) => [type, label]));
    return elementKinds()
        .filter(({ type }) => labels.has(type))
        .map((kind) => ({ ...kind, label: labels.get(kind.type) }));
}
