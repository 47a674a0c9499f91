import { reactive } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { FaceDocument } from "./utils/face_document.js";

const BLANK = { version: 2, page: { w: 72, h: 120, dpi: 203 }, elements: [] };
const FIELDS = ["name", "usage", "template", "write_date"];

/** One face of the server: read, and saved when somebody says so. */
export class FaceStore {
    constructor(orm, faceId = 0) {
        this.orm = orm;
        this.state = reactive({
            faceId,
            name: "",
            usage: "print",
            isSaving: false,
            renamed: false,
        });
    }

    async load() {
        const { faceId } = this.state;
        this.offer = await this.orm.call("ticket.face", "get_designer_data", []);
        let template = BLANK;
        if (faceId) {
            const [face] = await this.orm.read("ticket.face", [faceId], FIELDS);
            Object.assign(this.state, { name: face.name, usage: face.usage });
            this.writeDate = face.write_date;
            template = JSON.parse(face.template);
        }
        this.doc = new FaceDocument(template);
        return this.doc;
    }

    get isUnsaved() {
        return this.doc.isChanged || this.state.renamed;
    }

    rename(values) {
        Object.assign(this.state, values, { renamed: true });
        this.onRenamed?.();
    }

    /** Whether somebody else has saved this face since we read it. */
    async isOvertaken() {
        if (!this.state.faceId) {
            return false;
        }
        const [face] = await this.orm.read("ticket.face", [this.state.faceId], ["write_date"]);
        return face.write_date !== this.writeDate;
    }

    /** @returns {Promise<number>} the id of the face */
    async save() {
        const { state, doc } = this;
        const saving = doc.state;
        const values = {
            name: state.name.trim() || _t("New face"),
            usage: state.usage,
            template: JSON.stringify(doc.toTemplate(), null, 1),
        };
        state.isSaving = true;
        try {
            if (state.faceId) {
                await this.orm.write("ticket.face", [state.faceId], values);
            } else {
                [state.faceId] = await this.orm.create("ticket.face", [values]);
            }
            const [face] = await this.orm.read("ticket.face", [state.faceId], ["write_date"]);
            this.writeDate = face.write_date;
            Object.assign(state, { name: values.name, renamed: false });
            doc.saved(saving);
        } finally {
            state.isSaving = false;
        }
        return state.faceId;
    }
}
