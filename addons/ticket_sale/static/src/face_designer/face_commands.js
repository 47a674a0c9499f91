import { _t } from "@web/core/l10n/translation";
import { aligned, distributed } from "./utils/face_align.js";
import { boxOf, halves, rounded, turned } from "./utils/face_boxes.js";
import { freeAssetName, freePlace, newElement, newField } from "./utils/face_elements.js";

const COPY_AWAY = 3; // millimetres

/** What can be done with the selection; each is one step of undo. */
export class FaceCommands {
    constructor(editor) {
        this.editor = editor;
        this.clipboard = null;
    }

    get doc() {
        return this.editor.doc;
    }

    get selection() {
        return this.editor.selection;
    }

    // --- new -------------------------------------------------------------------

    /** @param {{x, y}} [place] where it is dropped, else wherever there is room */
    add(type, values = {}, place = null) {
        const { page } = this.doc;
        const offered = this.editor.offer.elements.find((element) => element.type === type);
        const start = type === "text" ? { text: _t("Text") } : {};
        const element = newElement(type, page, { ...start, ...values });
        this._add(offered.label, { ...offered.defaults, ...element }, place);
    }

    addField(field, place = null) {
        const label = this.editor.fieldNames[field.split("@")[0]];
        this._add(label, newField(field, this.doc.page), place);
    }

    _add(label, element, place) {
        const { side } = this.editor.state;
        const free = freePlace(element, this.doc.elements(side), this.doc.page);
        const dropped = place && {
            x: halves(place.x - element.w / 2),
            y: halves(place.y - element.h / 2),
        };
        const id = this.doc.change(_t("Add %(element)s", { element: label }), (edit) =>
            edit.add(side, { ...element, ...(dropped || free) }),
        );
        this.selection.set([id]);
    }

    /** A picture of one's own, shown by the element with this id. */
    addPicture(id, fileName, content) {
        const name = freeAssetName(fileName, this.doc.state.assets);
        this.doc.change(_t("Picture"), (edit) => {
            edit.addAsset(name, content);
            edit.set(id, { source: `asset:${name}` });
        });
    }

    // --- change ----------------------------------------------------------------

    /** The same values for all that is selected and not locked. */
    set(label, values, { join = true } = {}) {
        const ids = this.selection.free.map(({ id }) => id);
        this.doc.change(label, (edit) => ids.forEach((id) => edit.set(id, values)), {
            join: join && `${Object.keys(values)}/${ids}`,
        });
    }

    setOne(label, id, values) {
        this.doc.change(label, (edit) => edit.set(id, values), {
            join: `${Object.keys(values)}/${id}`,
        });
    }

    /** @param {Map<number, Object>} places boxes, or parts of them, by id */
    place(label, places) {
        this.doc.change(label, (edit) => places.forEach((box, id) => edit.set(id, box)));
    }

    move(dx, dy, join) {
        this.doc.change(
            _t("Move"),
            (edit) =>
                this.selection.free.forEach(({ id, x, y }) =>
                    edit.set(id, { x: rounded(x + dx), y: rounded(y + dy) }),
                ),
            { join },
        );
    }

    /** Alone, an element is aligned on the page; several on each other. */
    align(to) {
        const { free } = this.selection;
        const frame = free.length === 1 ? { x: 0, y: 0, ...this.doc.page } : undefined;
        this.place(_t("Align"), aligned(free, to, frame));
    }

    distribute(axis) {
        this.place(_t("Equal gaps"), distributed(this.selection.free, axis));
    }

    turn(quarters) {
        const places = this.selection.free.map((element) => [
            element.id,
            turned(element, quarters),
        ]);
        this.place(_t("Turn"), new Map(places));
    }

    remove() {
        const gone = this.selection.free.map(({ id }) => id);
        this.doc.change(_t("Delete"), (edit) => edit.remove(gone));
    }

    /** @param {"front"|"up"|"down"|"back"} to where in the pile */
    raise(to) {
        const { side } = this.editor.state;
        const ids = this.doc.ids(side);
        const chosen = ids.filter((id) => this.selection.has(id));
        const others = ids.filter((id) => !this.selection.has(id));
        const at = ids.indexOf(chosen[0]);
        const places = { front: others.length, back: 0, up: at + 1, down: Math.max(0, at - 1) };
        this.reorder([...others.toSpliced(places[to], 0, ...chosen)]);
    }

    reorder(ids) {
        this.doc.change(_t("Order"), (edit) => edit.order(this.editor.state.side, ids));
    }

    // --- copies ----------------------------------------------------------------

    copy() {
        const { elements } = this.selection;
        if (elements.length) {
            this.clipboard = { elements, assets: this.doc.state.assets, times: 0 };
        }
        return elements.length;
    }

    cut() {
        if (this.copy()) {
            this.remove();
        }
    }

    paste() {
        if (this.clipboard) {
            const away = COPY_AWAY * ++this.clipboard.times;
            this._copyMoved(_t("Paste"), this.clipboard.elements, away, away);
        }
    }

    duplicate() {
        this._copyMoved(_t("Duplicate"), this.selection.elements, COPY_AWAY, COPY_AWAY);
    }

    /** Copies where the originals were dragged to. */
    dropCopies(boxes) {
        const copies = this.selection.elements.map((element) => ({
            ...element,
            ...(boxes.get(element.id) || boxOf(element)),
        }));
        this._copyMoved(_t("Duplicate"), copies, 0, 0);
    }

    _copyMoved(label, elements, dx, dy) {
        const { side } = this.editor.state;
        const ids = this.doc.change(label, (edit) =>
            elements.map(({ locked: _locked, ...values }) =>
                edit.add(side, {
                    ...values,
                    x: rounded(values.x + dx),
                    y: rounded(values.y + dy),
                }),
            ),
        );
        this.selection.set(ids);
    }

    setPage(values) {
        this.doc.change(_t("Page"), (edit) => edit.setPage(values), {
            join: `page/${Object.keys(values)}`,
        });
    }

    setCopies(count) {
        this.doc.change(_t("Copies"), (edit) => edit.setCopies(count), { join: "copies" });
    }

    addBack() {
        this.doc.change(_t("Add a back side"), (edit) => edit.addBack());
        this.editor.show("back");
    }

    removeBack() {
        this.doc.change(_t("Remove the back side"), (edit) => edit.removeBack());
    }
}
