import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { sharedValue } from "../../utils/plan/selecting.js";
import { EditorFields } from "../fields/editor_fields.js";
import { useEditor } from "../use_editor.js";

const SIZES = { rect: ["w", "h"], ellipse: ["rx", "ry"] };

/** Name, meaning and size of shapes; name and capacity of a standing area. */
export class ShapeProperties extends Component {
    static template = "ticket_venue.ShapeProperties";
    static components = { EditorFields };
    static props = { editor: Object };

    setup() {
        this.plan = useEditor(this.props.editor);
    }

    get shapes() {
        return this.plan.selection.shapeRecords;
    }

    /** One standing area alone has its own name and capacity. */
    get area() {
        const { selection } = this.plan;
        return selection.areas.size === 1 ? selection.areaRecords[0] : null;
    }

    get form() {
        return sharedValue(this.shapes, "shape");
    }

    get fields() {
        const fields = [];
        if (this.area) {
            fields.push(
                text("name", _t("Name of the area")),
                number("capacity", _t("People"), 0, 200000),
            );
        }
        if (!this.shapes.length) {
            return fields;
        }
        fields.push(text("text", _t("Name on the map")));
        if (this.form === "text") {
            fields.push(number("size", _t("Height"), 10, 1000, "cm"));
        } else {
            fields.push({ name: "role", label: _t("Means"), type: "list", choices: roles() });
        }
        if (SIZES[this.form]) {
            fields.push(
                number("width", _t("Width"), 0.1, 1000, "m"),
                number("height", _t("Depth"), 0.1, 1000, "m"),
            );
        }
        fields.push(number("rotation", _t("Turned by"), 0, 359, "°"));
        return fields;
    }

    get factor() {
        return this.form === "ellipse" ? 50 : 100;
    }

    get values() {
        const { shapes } = this;
        const [width, height] = SIZES[this.form] || [];
        const metres = (name) => {
            const value = name && sharedValue(shapes, name);
            return value === undefined ? undefined : value / this.factor;
        };
        return {
            name: this.area?.name,
            capacity: this.area?.capacity,
            text: shapes.every((shape) => !shape.text) ? "" : sharedValue(shapes, "text"),
            role: sharedValue(shapes, "role"),
            size: sharedValue(shapes, "size"),
            rotation: shapes.every((shape) => !shape.rotation)
                ? 0
                : sharedValue(shapes, "rotation"),
            width: metres(width),
            height: metres(height),
        };
    }

    set(name, value) {
        const { commands } = this.props.editor;
        if (name === "name" || name === "capacity") {
            commands.setSection(this.area.id, { [name]: value });
        } else if (name === "width" || name === "height") {
            const column = SIZES[this.form][name === "width" ? 0 : 1];
            commands.setShape({ [column]: Math.round(value * this.factor) });
        } else {
            commands.setShape({ [name]: value });
        }
    }
}

function roles() {
    return [
        ["wall", _t("Wall")],
        ["aisle", _t("Aisle")],
        ["stage", _t("Stage")],
        ["field", _t("Playing field")],
    ];
}

function text(name, label) {
    return { name, label, type: "text", placeholder: "" };
}

function number(name, label, min, max, unit) {
    return { name, label, type: "number", min, max, step: 1, unit };
}
