import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { layerText } from "../utils/face_elements.js";

/** What is wrong with the face, always of now; a click shows where. */
export class FaceProblems extends Component {
    static template = "ticket_sale.FaceProblems";
    static props = { editor: Object, kinds: Array, close: Function };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    get groups() {
        const groups = [
            { level: "error", title: _t("To be put right before it is saved") },
            { level: "warning", title: _t("Worth a look") },
        ];
        return groups
            .map((group) => ({
                ...group,
                findings: this.face.state.problems
                    .filter(({ level }) => level === group.level)
                    .map((problem) => ({ ...problem, about: this.about(problem) })),
            }))
            .filter(({ findings }) => findings.length);
    }

    about({ id, side }) {
        const { editor, doc } = this.face;
        const element = doc.element(id);
        if (!element) {
            return _t("The face");
        }
        const kind = this.props.kinds.find(({ type }) => type === element.type);
        const name = layerText(element, editor.lang, editor.fieldNames) || kind?.label || "";
        return side === "back" ? _t("Back: %(name)s", { name }) : name;
    }
}
