import { emptyTables, PlanChanges, TABLES } from "./changes.js";
import { pickDelta } from "./delta.js";
import { Edit } from "./edit.js";

/** Ids given here count up from this one, so that new seats keep the order they came in. */
const FIRST_NEW_ID = -1000000000;

/**
 * A drawn map while somebody edits it.
 *
 * `sections`, `seats` and `shapes` are maps of id to frozen record: read them, write them
 * with `change` only. Every change is one step that can be undone, however many there are,
 * and costs what it touches. Records nobody has saved yet have negative ids; `saved` says
 * which ids they got, and undoing still works across it.
 */
export class PlanDocument {
    constructor() {
        this.sections = new Map();
        this.seats = new Map();
        this.shapes = new Map();
        this.values = new Map();
        this.version = 0;
        this.touched = null;
        this.done = [];
        this.undone = [];
        this.changes = new PlanChanges();
        this.listeners = new Set();
        this.nextId = FIRST_NEW_ID;
        this.edit = null;
    }

    get focal() {
        return this.values.get("focal") ?? null;
    }

    get background() {
        return this.values.get("background") ?? null;
    }

    /** Sections in the order they are shown. */
    get orderedSections() {
        return [...this.sections.values()].sort((a, b) => a.sequence - b.sequence || a.id - b.id);
    }

    /** The seat with this id, also when it was saved under another one since. */
    seat(id) {
        return this.seats.get(this.changes.resolve("seats", id));
    }

    newId() {
        return this.nextId++;
    }

    /**
     * One step of work. An error in `work` takes all of it back.
     *
     * @param {string} label what the undo button says
     * @param {(edit: Edit) => any} work
     * @param {{join?: string}} [options] with the same `join` as the step before, both are
     *      undone together: typing a name, pressing an arrow key
     * @returns whatever `work` returns
     */
    change(label, work, { join } = {}) {
        if (this.edit) {
            return work(this.edit);
        }
        this.edit = new Edit(this);
        let result;
        const { touched } = this.edit;
        try {
            result = work(this.edit);
        } catch (error) {
            this._restore(touched, 0);
            throw error;
        } finally {
            this.edit = null;
        }
        if (TABLES.some((table) => touched[table].size)) {
            this._record({ label, join, touched });
        }
        return result;
    }

    _record(step) {
        const { touched, join } = step;
        for (const table of TABLES) {
            for (const [id, [before]] of touched[table]) {
                this.changes.note(table, id, before);
            }
        }
        const last = this.done.at(-1);
        if (join && last?.join === join && !this.undone.length) {
            last.touched = this.changes.joined(last.touched, touched);
        } else {
            this.done.push(step);
        }
        this.undone = [];
        this._tell(touched);
    }

    /** Puts records back as they were before (0) or after (1) a step. */
    _restore(touched, side) {
        for (const table of TABLES) {
            for (const [oldId, pair] of touched[table]) {
                const id = this.changes.resolve(table, oldId);
                const record = this.changes.resolved(table, pair[side]);
                if (!this.edit) {
                    this.changes.note(table, id, this[table].get(id));
                }
                if (record === undefined) {
                    this[table].delete(id);
                } else {
                    this[table].set(id, record);
                }
            }
        }
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
        return this._step(this.done, this.undone, 0);
    }

    redo() {
        return this._step(this.undone, this.done, 1);
    }

    _step(from, to, side) {
        const step = from.pop();
        if (!step) {
            return false;
        }
        this._restore(step.touched, side);
        delete step.join;
        to.push(step);
        this._tell(step.touched);
        return true;
    }

    /** Calls back after every change, undo, redo and save; returns how to stop it. */
    listen(callback) {
        this.listeners.add(callback);
        return () => this.listeners.delete(callback);
    }

    _tell(touched = null) {
        this.version++;
        this.touched = touched;
        this.listeners.forEach((callback) => callback(this));
    }

    get isChanged() {
        return this.changes.hasChanges;
    }

    /** What to send to the server; then call `saved` or `saveFailed`. */
    startSave() {
        const delta = pickDelta(this);
        this.changes.start(delta);
        return delta;
    }

    /**
     * @param {{seats: number[][], sections: Object, removed: Object}} answer of the server
     * @param {(renamed: {seats: Map, sections: Map}) => void} [onRenamed] gets old to new ids
     *      of records that are in the document, before anybody else hears of them
     */
    saved(answer, onRenamed) {
        const renamed = this.changes.saved(this, answer);
        const isRenamed = renamed.seats.size || renamed.sections.size;
        if (isRenamed) {
            onRenamed?.(renamed);
        }
        this._tell(isRenamed ? null : emptyTables());
    }

    /** There was nothing to send. */
    dropSave() {
        this.changes.sent = null;
    }

    saveFailed() {
        this.changes.failed();
    }
}
