import { FaceEdit, SIDES, usedAssets } from "./face_edit.js";

/**
 * A ticket face while somebody designs it.
 *
 * Everything in it is frozen and replaced, never changed, so that a step of undo is two
 * references however large the face is. Elements carry an `id` that stays theirs while
 * they move about; the template that is saved knows only their order.
 */
export class FaceDocument {
    /** @param {Object} template the face as JSON, version 2 */
    constructor(template) {
        this.nextId = 1;
        this.version = 0;
        this.done = [];
        this.undone = [];
        this.listeners = new Set();
        this.state = this._read(template);
        this.savedState = this.state;
    }

    _read({ page, elements, back, assets, copies, ...rest }) {
        return Object.freeze({
            page: Object.freeze({ ...page }),
            front: this._withIds(elements || []),
            back: back ? this._withIds(back.elements || []) : null,
            backRest: back ? Object.freeze({ ...back, elements: undefined }) : null,
            assets: Object.freeze({ ...assets }),
            copies: copies || 1,
            rest: Object.freeze(rest),
        });
    }

    _withIds(elements) {
        return Object.freeze(
            elements.map((element) => Object.freeze({ ...element, id: this.nextId++ })),
        );
    }

    get page() {
        return this.state.page;
    }

    get hasBack() {
        return Boolean(this.state.back);
    }

    /** The elements of one side, the lowest first. */
    elements(side) {
        return this.state[side] || [];
    }

    /** @returns {Object|undefined} the element with this id, on whichever side */
    element(id) {
        for (const side of SIDES) {
            const found = this.elements(side).find((element) => element.id === id);
            if (found) {
                return found;
            }
        }
        return undefined;
    }

    sideOf(id) {
        return SIDES.find((side) => this.elements(side).some((element) => element.id === id));
    }

    get isEmpty() {
        return !this.elements("front").length && !this.elements("back").length;
    }

    get isChanged() {
        return this.state !== this.savedState;
    }

    /** What is there now is what is stored. */
    saved(state = this.state) {
        this.savedState = state;
        this._tell();
    }

    /**
     * One step of work. An error in `work` takes all of it back.
     *
     * @param {string} label what the undo button says
     * @param {(edit: FaceEdit) => any} work
     * @param {{join?: string}} [options] with the same `join` as the step before, both are
     *      undone together: typing a text, pressing an arrow key
     */
    change(label, work, { join } = {}) {
        const edit = new FaceEdit(this);
        const result = work(edit);
        if (edit.state !== this.state) {
            const last = this.done.at(-1);
            if (join && last?.join === join && !this.undone.length) {
                last.after = edit.state;
            } else {
                this.done.push({ label, join, before: this.state, after: edit.state });
            }
            this.undone = [];
            this.state = edit.state;
            this._tell();
        }
        return result;
    }

    /** Another face in the place of this one; it can be undone like any step. */
    replace(label, template) {
        const state = this._read(template);
        this.done.push({ label, before: this.state, after: state });
        this.undone = [];
        this.state = state;
        this._tell();
    }

    /** Begins with another face: there is nothing before it. */
    start(template) {
        this.state = this._read(template);
        this.done = [];
        this.undone = [];
        if (this.isEmpty) {
            this.savedState = this.state;
        }
        this._tell();
    }

    canUndo() {
        return this.done.length > 0;
    }

    canRedo() {
        return this.undone.length > 0;
    }

    get undoLabel() {
        return this.done.at(-1)?.label ?? "";
    }

    get redoLabel() {
        return this.undone.at(-1)?.label ?? "";
    }

    undo() {
        return this._step(this.done, this.undone, "before");
    }

    redo() {
        return this._step(this.undone, this.done, "after");
    }

    _step(from, to, which) {
        const step = from.pop();
        if (!step) {
            return false;
        }
        this.state = step[which];
        delete step.join;
        to.push(step);
        this._tell();
        return true;
    }

    /** Calls back after every change, undo and redo; returns how to stop it. */
    listen(callback) {
        this.listeners.add(callback);
        return () => this.listeners.delete(callback);
    }

    _tell() {
        this.version++;
        this.listeners.forEach((callback) => callback(this));
    }

    ids(side) {
        return this.elements(side).map(({ id }) => id);
    }

    /**
     * The face as it is saved.
     *
     * @param {Map<number, Object>} [boxes] places that are only tried, while dragging
     */
    toTemplate(boxes = new Map()) {
        const { page, front, back, backRest, assets, copies, rest } = this.state;
        const written = (elements) =>
            elements.map(({ id, ...values }) => ({ ...values, ...boxes.get(id) }));
        const template = { version: 2, ...rest, page: { ...page }, elements: written(front) };
        if (back) {
            template.back = { ...backRest, elements: written(back) };
        }
        const used = usedAssets([...front, ...(back || [])], assets);
        if (Object.keys(used).length) {
            template.assets = used;
        }
        if (copies > 1) {
            template.copies = copies;
        }
        return template;
    }
}
