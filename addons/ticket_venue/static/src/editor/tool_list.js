import { _t } from "@web/core/l10n/translation";
import { seatTools } from "./seat_tool_list.js";
import { check, choice, list, number, text } from "./tool_fields.js";

/**
 * The tools of the rail: code, name, key, icon (see `editor_icons.xml`) and what to do with
 * it. `options` are the fields of the panel beside it; a field may say when it is `shown`.
 */
export function toolList() {
    return [
        {
            code: "select",
            name: _t("Select"),
            key: "V",
            hint: _t(
                "Click a seat, or draw a box around several. Double-click takes the whole row. Drag what is selected to move it.",
            ),
            options: [
                choice("reach", _t("A click takes"), [
                    ["seat", _t("Seat")],
                    ["row", _t("Row")],
                    ["section", _t("Section")],
                ]),
                choice("draws", _t("A drag draws"), [
                    ["box", _t("Box")],
                    ["lasso", _t("Free line")],
                ]),
                check("snap", _t("Snap to neighbours and grid")),
            ],
        },
        {
            code: "pan",
            name: _t("Move the view"),
            key: "H",
            hint: _t(
                "Drag to move the view. With any tool: hold the space bar, press the mouse wheel, or use two fingers.",
            ),
            options: [],
        },
        {
            code: "stage",
            name: _t("Stage"),
            key: "K",
            group: true,
            hint: _t("Drag a rectangle where the stage is. The rows will look at it."),
            options: [text("text", _t("Name on the map"), _t("Stage"))],
        },
        ...seatTools(),
        {
            code: "standing",
            name: _t("Standing area"),
            key: "G",
            group: true,
            hint: _t(
                "Drag a rectangle, or click corner by corner and finish with a double-click or Enter.",
            ),
            options: [
                text("name", _t("Name"), _t("Floor")),
                number("capacity", _t("People"), 0, 200000, {
                    help: _t("0 counts two people a square metre."),
                }),
            ],
        },
        {
            code: "shape",
            name: _t("Shape"),
            key: "P",
            hint: _t(
                "Walls, pillars, aisles: drag rectangle and ellipse; click corners of polygon and line, double-click ends.",
            ),
            options: [
                list("shape", _t("Form"), [
                    ["rect", _t("Rectangle")],
                    ["ellipse", _t("Ellipse")],
                    ["polygon", _t("Polygon")],
                    ["line", _t("Line")],
                ]),
                list("role", _t("Means"), [
                    ["wall", _t("Wall")],
                    ["aisle", _t("Aisle")],
                    ["stage", _t("Stage")],
                    ["field", _t("Playing field")],
                ]),
                text("text", _t("Name on the map"), ""),
            ],
        },
        {
            code: "label",
            name: _t("Text"),
            key: "L",
            hint: _t("Write the text here, then click where it goes."),
            options: [
                text("text", _t("Text"), _t("Exit")),
                number("size", _t("Height"), 10, 1000, { unit: "cm", step: 10 }),
            ],
        },
        {
            code: "focal",
            name: _t("Focal point"),
            key: "F",
            group: true,
            hint: _t(
                "Click the point every seat looks at. Best seats are the nearest to it; arcs are drawn around it.",
            ),
            options: [],
        },
        {
            code: "picture",
            name: _t("Picture to trace"),
            key: "B",
            hint: _t("Put a plan or photo under the map and draw over it."),
            options: [],
        },
    ];
}
