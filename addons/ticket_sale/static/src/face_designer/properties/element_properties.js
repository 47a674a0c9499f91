import { Component } from "@odoo/owl";
import { EditorFields } from "@ticket_venue/editor/fields/editor_fields";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { rounded } from "../utils/face_boxes.js";
import { FaceArrange } from "./face_arrange.js";
import { ColourField } from "./colour_field.js";
import { ConditionFields } from "./condition_fields.js";
import {
    colourFields,
    commonValue,
    lookFields,
    placeFields,
    standard,
    turnFields,
} from "./element_fields.js";
import { ImageSource } from "./image_source.js";
import { TextContent } from "./text_content.js";

/** What is selected, and all that can be changed of it. */
export class ElementProperties extends Component {
    static template = "ticket_sale.FaceElementProperties";
    static components = {
        ColourField,
        ConditionFields,
        EditorFields,
        FaceArrange,
        ImageSource,
        TextContent,
    };
    static props = { editor: Object, kinds: Array };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    get elements() {
        return this.face.selection.elements;
    }

    get single() {
        return this.face.selection.single;
    }

    get isLocked() {
        return this.elements.every(({ locked }) => locked);
    }

    /** The kind all of them are of, or nothing. */
    get type() {
        const types = new Set(this.elements.map(({ type }) => type));
        return types.size === 1 ? [...types][0] : "";
    }

    get title() {
        const { length } = this.elements;
        const kind = this.props.kinds.find(({ type }) => type === this.type);
        if (length === 1) {
            return kind.label;
        }
        return _t("%(count)s elements", { count: length });
    }

    get hasText() {
        return this.single && ["text", "qr", "barcode"].includes(this.type);
    }

    get look() {
        return lookFields(this.type, this.props.editor.offer);
    }

    get turn() {
        return turnFields(this.elements.map(({ type }) => type));
    }

    get place() {
        return placeFields(this.face.doc.page);
    }

    get colours() {
        return colourFields(this.type, this.elements[0]).map((field) => ({
            ...field,
            value: commonValue(this.elements, field.name),
        }));
    }

    get values() {
        const names = [...this.look, ...this.turn, ...this.place].map(({ name }) => name);
        return Object.fromEntries(names.map((name) => [name, commonValue(this.elements, name)]));
    }

    /** What is as it would be anyway is not written down. */
    set(name, value) {
        const label = [...this.look, ...this.turn, ...this.place].find(
            (field) => field.name === name,
        )?.label;
        const isStandard = value === standard(this.type, name);
        this.props.editor.commands.set(label || _t("Colour"), {
            [name]: isStandard ? undefined : typeof value === "number" ? rounded(value) : value,
        });
    }

    unlock() {
        this.props.editor.doc.change(_t("Lock or unlock"), (edit) =>
            this.elements.forEach(({ id }) => edit.set(id, { locked: undefined })),
        );
    }
}
