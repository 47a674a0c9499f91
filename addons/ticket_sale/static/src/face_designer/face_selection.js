import { boxAround } from "./utils/face_boxes.js";

/** Which elements of the side in view are selected. */
export class FaceSelection {
    constructor(editor) {
        this.editor = editor;
        this.ids = new Set();
    }

    get size() {
        return this.ids.size;
    }

    has(id) {
        return this.ids.has(id);
    }

    /** The lowest first. */
    get elements() {
        return this.editor.elements.filter(({ id }) => this.ids.has(id));
    }

    /** The one that is selected alone. */
    get single() {
        return this.size === 1 ? this.elements[0] : undefined;
    }

    /** What may be moved and changed. */
    get free() {
        return this.elements.filter(({ locked }) => !locked);
    }

    get box() {
        return boxAround(this.elements.map((element) => this.editor.boxOf(element)));
    }

    set(ids) {
        this.ids = new Set(ids);
        this.editor.touch();
    }

    toggle(id) {
        if (!this.ids.delete(id)) {
            this.ids.add(id);
        }
        this.editor.touch();
    }

    clear() {
        if (this.ids.size) {
            this.set([]);
        }
    }

    all() {
        const free = this.editor.elements.filter(({ hidden, locked }) => !hidden && !locked);
        this.set(free.map(({ id }) => id));
    }

    /** The next or the one before, for the keyboard. */
    step(by) {
        const { elements } = this.editor;
        if (elements.length) {
            const at = elements.findIndex(({ id }) => this.ids.has(id));
            const next = at < 0 ? (by > 0 ? 0 : -1) : (at + by) % elements.length;
            this.set([elements.at(next).id]);
        }
    }

    prune() {
        const there = new Set(this.editor.elements.map(({ id }) => id));
        this.ids = new Set([...this.ids].filter((id) => there.has(id)));
    }
}
