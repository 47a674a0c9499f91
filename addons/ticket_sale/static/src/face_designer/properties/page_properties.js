import { Component, useState } from "@odoo/owl";
import { EditorFields } from "@ticket_venue/editor/fields/editor_fields";
import { choice, list, number, text } from "@ticket_venue/editor/tool_fields";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { pagePresets, presetOf, usages } from "./page_presets.js";

/** The face as a whole, shown while nothing is selected: its name, use and paper. */
export class PageProperties extends Component {
    static template = "ticket_sale.FacePageProperties";
    static components = { EditorFields };
    static props = { editor: Object, store: Object };

    setup() {
        this.face = useEditor(this.props.editor);
        this.saving = useState(this.props.store.state);
    }

    get aboutFields() {
        return [
            text("name", _t("Name of the face"), _t("80 mm Roll")),
            choice("usage", _t("Used as"), usages()),
        ];
    }

    get aboutValues() {
        return { name: this.saving.name, usage: this.saving.usage };
    }

    get paperFields() {
        const { page, copies } = this.props.editor.offer.limits;
        const presets = pagePresets().map(({ code, name }) => [code, name]);
        const isOwn = presetOf(this.face.doc.page) === "own";
        return [
            list("preset", _t("Paper"), [...(isOwn ? [["own", _t("Own size")]] : []), ...presets]),
            number("w", _t("Width"), ...page, { unit: "mm", step: 0.5 }),
            number("h", _t("Height"), ...page, { unit: "mm", step: 0.5 }),
            number("dpi", _t("Dots an inch"), 0, 1200, {
                help: _t(
                    "Of the printer, often 203 or 300. Codes are drawn in whole dots of it; 0: any.",
                ),
            }),
            number("copies", _t("Copies of each ticket"), 1, copies),
        ];
    }

    get paperValues() {
        const { page, state } = this.face.doc;
        return {
            preset: presetOf(page),
            w: page.w,
            h: page.h,
            dpi: page.dpi || 0,
            copies: state.copies,
        };
    }

    setAbout(name, value) {
        this.props.store.rename({ [name]: value });
    }

    setPaper(name, value) {
        const { commands } = this.props.editor;
        if (name === "preset") {
            const { w, h, dpi } = pagePresets().find(({ code }) => code === value);
            commands.setPage({ w, h, dpi });
            this.props.editor.fit?.();
        } else if (name === "copies") {
            commands.setCopies(value);
        } else {
            commands.setPage({ [name]: value || undefined });
        }
    }
}
