import { Component, useEffect, useRef } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { FieldPicker } from "../field_picker/field_picker.js";
import { textIn } from "../utils/face_elements.js";

const LANGUAGES = [
    ["en", "English"],
    ["zh", "中文"],
];

/** The words of a text or a code: once for everybody, or one text a language. */
export class TextContent extends Component {
    static template = "ticket_sale.FaceTextContent";
    static components = { FieldPicker };
    static props = { editor: Object, element: Object, readonly: Boolean };

    setup() {
        this.face = useEditor(this.props.editor);
        this.first = useRef("first");
        this.last = { area: null, lang: "" };
        let asked = this.face.state.focusText;
        useEffect(
            (focus) => {
                if (focus !== asked) {
                    asked = focus;
                    this.first.el?.focus();
                    this.first.el?.select();
                }
            },
            () => [this.face.state.focusText],
        );
    }

    get isCode() {
        return this.props.element.type !== "text";
    }

    get isBilingual() {
        return typeof this.props.element.text === "object";
    }

    get texts() {
        const { element } = this.props;
        if (!this.isBilingual) {
            const standard = this.isCode ? "{token}" : "";
            return [{ lang: "", label: "", text: element.text ?? standard }];
        }
        const others = Object.keys(element.text)
            .filter((lang) => !LANGUAGES.some(([code]) => code === lang))
            .map((lang) => [lang, lang]);
        return [...LANGUAGES, ...others].map(([lang, label]) => ({
            lang,
            label,
            text: element.text[lang] ?? "",
        }));
    }

    setBilingual(isBilingual) {
        const { element, editor } = this.props;
        const text = isBilingual
            ? Object.fromEntries(LANGUAGES.map(([lang]) => [lang, textIn(element, lang)]))
            : textIn(element, editor.lang);
        if (isBilingual !== this.isBilingual) {
            editor.commands.setOne(_t("Text"), element.id, { text });
        }
    }

    write(lang, text) {
        const { element, editor } = this.props;
        const value = lang ? { ...element.text, [lang]: text } : text;
        editor.commands.setOne(_t("Text"), element.id, { text: value });
    }

    focused(ev, lang) {
        this.last = { area: ev.target, lang };
    }

    /** Puts a field where the cursor stands, or behind the first text. */
    insert(field) {
        const used = this.last.area?.isConnected ? this.last : { area: this.first.el };
        const { area } = used;
        const lang = used.lang ?? this.texts[0].lang;
        const inserted = `{${field}}`;
        const isUntouched = area.value === _t("Text");
        const [from, to] = isUntouched
            ? [0, area.value.length]
            : [area.selectionStart, area.selectionEnd];
        area.setRangeText(inserted, from, to, "end");
        this.write(lang, area.value);
        area.focus();
    }
}
