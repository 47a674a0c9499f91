import {
    Component,
    markup,
    onWillUnmount,
    onWillStart,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { drawPdf } from "./pdf_pages.js";

/** The ticket as it comes out: from a thermal printer, as a PDF, on a phone. */
export class FacePreviewPane extends Component {
    static template = "ticket_sale.FacePreviewPane";
    static props = { editor: Object, drawer: Object, mode: String };

    setup() {
        this.face = useEditor(this.props.editor);
        this.pages = useRef("pages");
        this.local = useState({ printer: "face", answer: null, isWaiting: true });
        onWillStart(() => this.load());
        let seen = this.key;
        useEffect(() => {
            if (seen !== this.key) {
                seen = this.key;
                this.later();
            }
        });
        useEffect(
            (el, answer) => {
                if (el && answer) {
                    drawPdf(el, answer.front);
                }
            },
            () => [this.pages.el, this.local.answer],
        );
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    /** Changes whenever another picture is to be asked for. */
    get key() {
        const { sample } = this.face.state;
        return JSON.stringify([
            this.props.mode,
            this.local.printer,
            this.face.doc.version,
            sample.ticket,
            sample.kind,
            sample.lang,
        ]);
    }

    get printers() {
        return [
            { code: "face", name: _t("As designed"), options: {} },
            ...(this.props.editor.offer.printers || []).map(({ id, name, ...options }) => ({
                code: `printer${id}`,
                name,
                options,
            })),
            { code: "80", name: _t("80 mm · 203 dpi"), options: { dpi: 203, width_dots: 576 } },
            { code: "58", name: _t("58 mm · 203 dpi"), options: { dpi: 203, width_dots: 384 } },
            { code: "300", name: _t("300 dpi"), options: { dpi: 300 } },
        ];
    }

    later() {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.load(), 100);
    }

    async load() {
        const { mode, drawer, editor } = this.props;
        const printer = this.printers.find(({ code }) => code === this.local.printer);
        const view = mode === "phone" ? "svg" : mode;
        this.local.isWaiting = true;
        const answer = await drawer.ask(editor.doc.toTemplate(), {
            view,
            ...(mode === "thermal" ? printer.options : {}),
        });
        Object.assign(this.local, { answer: { ...answer, mode }, isWaiting: false });
    }

    get isShown() {
        return this.local.answer?.mode === this.props.mode && this.local.answer.front;
    }

    get sides() {
        const { front, back } = this.local.answer;
        return [front, back].filter(Boolean);
    }

    drawing(svg) {
        return markup(svg);
    }

    choosePrinter(ev) {
        this.local.printer = ev.target.value;
    }
}
