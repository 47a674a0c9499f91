import { _t } from "@web/core/l10n/translation";
import { choice, list, number, rotation, spacing } from "./tool_fields.js";

/** The tools that put seats. */
export function seatTools() {
    return [
        {
            code: "rows",
            name: _t("Rows"),
            key: "R",
            group: true,
            seats: true,
            hint: _t(
                "Click where the middle of the front row goes, or drag a box: it fills with rows.",
            ),
            options: [
                number("rows", _t("Rows"), 1, 200),
                number("seats", _t("Seats in a row"), 1, 300),
                number("grow", _t("Each row longer by"), -20, 20),
                ...spacing(),
                number("curve", _t("Curve"), -100, 100, { slider: true, unit: "%" }),
                number("skew", _t("Skew"), -200, 200, { unit: "cm", step: 5 }),
                number("aisles", _t("Aisles"), 0, 8),
                ...rotation(),
            ],
        },
        {
            code: "arc",
            name: _t("Arc of rows"),
            key: "A",
            seats: true,
            hint: _t(
                "Rows on rings around the stage. Move away from the stage until the front row is right, then click.",
            ),
            options: [
                choice("around", _t("Centre"), [
                    ["focal", _t("Stage")],
                    ["free", _t("Own radius")],
                ]),
                number("radius", _t("Radius"), 50, 50000, {
                    unit: "cm",
                    step: 50,
                    shown: ({ around }) => around === "free",
                }),
                number("span", _t("Angle"), 5, 360, { unit: "°", slider: true, step: 5 }),
                number("rows", _t("Rows"), 1, 200),
                number("seats", _t("Seats in a row"), 0, 500, {
                    help: _t("0 fills each row with as many as fit."),
                }),
                ...spacing(),
            ],
        },
        {
            code: "wedge",
            name: _t("Wedge"),
            key: "W",
            seats: true,
            hint: _t("A block that grows with each row. Click where its point goes."),
            options: [
                number("rows", _t("Rows"), 1, 200),
                number("first", _t("Seats in the front row"), 1, 300),
                number("grow", _t("Each row longer by"), 0, 20),
                ...spacing(),
                number("curve", _t("Curve"), -100, 100, { slider: true, unit: "%" }),
                ...rotation(),
            ],
        },
        {
            code: "table",
            name: _t("Table"),
            key: "T",
            seats: true,
            hint: _t("Click where the table goes; click on for more tables."),
            options: [
                choice("shape", _t("Table"), [
                    ["round", _t("Round")],
                    ["rect", _t("Rectangular")],
                ]),
                number("chairs", _t("Chairs"), 1, 60),
                number("size", _t("Width"), 40, 2000, { unit: "cm", step: 10 }),
                number("depth", _t("Depth"), 40, 1000, {
                    unit: "cm",
                    step: 10,
                    shown: ({ shape }) => shape === "rect",
                }),
                ...rotation(({ shape }) => shape === "rect"),
            ],
        },
        {
            code: "seat",
            name: _t("Single seat"),
            key: "S",
            seats: true,
            hint: _t("Click where the seat goes. It joins the row beside it."),
            options: [list("kind", _t("Kind"), "kinds")],
        },
    ];
}
