import { markRaw, reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { ConnectionLostError } from "@web/core/network/rpc";
import { uuid } from "@web/core/utils/strings";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { decodeGeometry } from "../utils/geometry.js";
import { createDocument, isEmptyDelta } from "../utils/plan/document.js";
import { readPlan } from "./plan_reading.js";

/** Milliseconds without a change after which the draft is saved. */
const QUIET = 1500;
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;
const STALE = "odoo.addons.ticket_venue.exceptions.PlanChangedError";
const LOCKED = "odoo.exceptions.LockError";

/**
 * The document of one map and its way to the server and back: read once, saved by itself
 * a moment after each change.
 *
 * `state.status` is `loading`, `saved`, `dirty` (changed, not sent yet), `saving`, `failed`
 * (tried again by itself when `state.retry`, else waits for the next change), `stale`
 * (somebody else changed the map: only `load` helps) or `readonly`.
 */
export class PlanStore {
    /**
     * @param {Object} orm
     * @param {number} mapId
     * @param {Object} [options]
     * @param {(renamed: {seats: Map, sections: Map}) => void} [options.onRenamed] new ids of
     *      records, before anybody else hears of them
     * @param {(url: string) => Promise<Object>} [options.readFile] the geometry file
     */
    constructor(orm, mapId, { onRenamed, readFile } = {}) {
        Object.assign(this, { orm: orm.silent || orm, mapId, onRenamed, readFile });
        this.doc = this.plan = this.pending = this.running = this.timer = null;
        this.revision = 0;
        this.pause = FIRST_RETRY;
        this.state = reactive({
            status: "loading",
            error: "",
            retry: false,
            version: 0,
            canUndo: false,
            canRedo: false,
            undoLabel: "",
            redoLabel: "",
        });
        this.warn = (ev) => this.isUnsaved && ev.preventDefault();
        browser.addEventListener("beforeunload", this.warn);
    }

    /** Reads the map, also again; what was not saved is lost then. */
    async load() {
        this._forget();
        this.state.status = "loading";
        const [plan, file] = await readPlan(this.orm, this.mapId, this.readFile);
        this.plan = plan;
        this.revision = plan.revision;
        const geometry = decodeGeometry(file);
        this.doc = markRaw(createDocument({ ...plan, geometry }));
        this.stopListening = this.doc.listen(() => this._follow());
        this._show(plan.state === "draft" ? "saved" : "readonly");
        return this.doc;
    }

    _forget() {
        this.stopListening?.();
        browser.clearTimeout(this.timer);
        this.pending = null;
        Object.assign(this.state, { error: "", retry: false });
    }

    /** Nobody looks at the map any more. */
    stop() {
        this._forget();
        browser.removeEventListener("beforeunload", this.warn);
    }

    get isReadonly() {
        return this.state.status === "readonly";
    }

    get isUnsaved() {
        return ["dirty", "saving", "failed", "stale"].includes(this.state.status);
    }

    undo() {
        return !this.isReadonly && this.doc.undo();
    }

    redo() {
        return !this.isReadonly && this.doc.redo();
    }

    _show(status) {
        const { doc, state } = this;
        Object.assign(state, {
            status,
            version: doc.version,
            canUndo: doc.canUndo(),
            canRedo: doc.canRedo(),
            undoLabel: doc.undoLabel,
            redoLabel: doc.redoLabel,
        });
    }

    _follow() {
        const { status } = this.state;
        const isKept = ["readonly", "stale", "saving"].includes(status);
        this._show(isKept ? status : this.doc.isChanged || this.pending ? "dirty" : "saved");
        if (this.state.status === "dirty") {
            this._later(QUIET);
        }
    }

    _later(pause) {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.save(), pause);
    }

    /**
     * Sends what has changed, now. Nothing is sent twice at a time.
     *
     * @returns {Promise<boolean>} whether the server has everything
     */
    async save() {
        browser.clearTimeout(this.timer);
        while (this.running) {
            await this.running;
        }
        if (["readonly", "stale", "loading"].includes(this.state.status)) {
            return this.isReadonly;
        }
        this.running = this._send();
        await this.running;
        this.running = null;
        if (this.state.status === "dirty") {
            this._later(QUIET);
        }
        return !this.isUnsaved;
    }

    async _send() {
        const { doc } = this;
        if (!this.pending) {
            const delta = this.doc.startSave();
            if (isEmptyDelta(delta)) {
                this.doc.dropSave();
                this._show("saved");
                return;
            }
            this.pending = { delta, token: uuid(), revision: this.revision };
        }
        this.state.status = "saving";
        const { delta, token, revision } = this.pending;
        const args = [this.mapId, revision, delta, token];
        const answer = await this.orm.call("ticket.seat.map", "save_plan", args).catch((error) => ({
            error,
        }));
        if (doc !== this.doc) {
            return; // loaded anew in the meantime
        }
        if (answer.error) {
            this._fail(answer.error);
        } else {
            this._accept(answer);
        }
    }

    _accept(answer) {
        this.revision = answer.revision;
        this.pending = null;
        this.pause = FIRST_RETRY;
        Object.assign(this.state, { error: "", retry: false, status: "saved" });
        this.doc.saved(answer, this.onRenamed);
    }

    /** An answer that got lost is asked for again under the same token. */
    _fail(error) {
        const isLost = error instanceof ConnectionLostError || error.exceptionName === LOCKED;
        this.state.error = error.data?.message || error.message;
        this.state.retry = isLost;
        this._show(error.exceptionName === STALE ? "stale" : "failed");
        if (isLost) {
            this._later(this.pause);
            this.pause = Math.min(this.pause * 2, LAST_RETRY);
        } else {
            this.pending = null;
            this.doc.saveFailed();
        }
    }

    /** @param {File} file PNG or JPEG @returns {Promise<{attachment, image, width, height}>} */
    async keepPicture(file) {
        const [, content] = (await getDataURLFromFile(file)).split(",");
        const args = [this.mapId, content, file.name];
        return this.orm.call("ticket.seat.map", "set_plan_picture", args);
    }
}
