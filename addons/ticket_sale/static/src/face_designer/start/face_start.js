import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { showsField } from "../utils/face_elements.js";

const PLACES = ["place", "seat", "row", "section"];
const FEW = 6;

/** What to do with empty paper, and what a young face still lacks. */
export class FaceStart extends Component {
    static template = "ticket_sale.FaceStart";
    static props = { editor: Object, onGallery: Function };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    get elements() {
        const { doc } = this.face;
        return [...doc.elements("front"), ...doc.elements("back")];
    }

    get isEmpty() {
        return !this.elements.length && this.face.state.side === "front";
    }

    /** What every ticket has, and this one not yet. */
    get lacking() {
        const { elements } = this;
        const isYoung = elements.length && elements.length <= FEW && !this.face.state.drag;
        const isThere = {
            show: elements.some((element) => showsField(element, ["show"])),
            place: elements.some((element) => showsField(element, PLACES)),
            qr: elements.some(({ type }) => type === "qr" || type === "barcode"),
        };
        const codes = Object.keys(isThere).filter((code) => isYoung && !isThere[code]);
        return Object.fromEntries(codes.map((code) => [code, true]));
    }

    get isLacking() {
        return Object.keys(this.lacking).length > 0;
    }

    add(code) {
        const { commands } = this.props.editor;
        if (code === "qr") {
            commands.add("qr");
        } else {
            commands.addField(code);
        }
    }
}
