import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { boxOf } from "./utils/face_boxes.js";

const DRAWN = /<g data-element="(\d+)">(?!<\/g>)/g;
const CONDITIONS = ["if", "unless", "types", "zones", "channels"];
const QUIET = 120; // milliseconds without a change after which the server draws again

/**
 * Asks the server for the picture of the face and keeps the last one.
 *
 * One question at a time; what changes meanwhile is asked when the answer is there. With
 * a picture it keeps where each element was drawn, so that the screen can move it until
 * the next picture comes.
 */
export class FaceDrawer {
    constructor(orm, editor, store) {
        this.orm = orm;
        this.store = store;
        this.editor = editor;
        this.pictures = { front: null, back: null };
        this.isAsking = false;
        this.isStale = false;
        this.asked = 0;
        this.stopListening = editor.doc.listen(() => this.later());
    }

    stop() {
        this.stopListening();
        browser.clearTimeout(this.timer);
    }

    later(wait = QUIET) {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.draw(), wait);
    }

    /** Ids of the elements of which the last picture of a side shows anything. */
    drawnIds(side) {
        const picture = this.pictures[side];
        if (picture && !picture.drawn) {
            const places = [...picture.svg.matchAll(DRAWN)].map(([, at]) => picture.placed[at]);
            picture.drawn = new Set(places.map((element) => element?.id));
        }
        return picture?.drawn || new Set();
    }

    /** What is drawn on other tickets only: it is not in the way on this one. */
    isElsewhere(element) {
        const { side } = this.editor.state;
        return (
            Boolean(this.pictures[side]) &&
            CONDITIONS.some((name) => element[name]) &&
            !this.drawnIds(side).has(element.id)
        );
    }

    /** What the server is told besides the face. */
    get options() {
        const { ticket, kind, lang } = this.editor.state.sample;
        return {
            usage: this.store.state.usage,
            ...(ticket ? { ticket_id: ticket } : { sample: kind }),
            ...(lang ? { lang } : {}),
        };
    }

    async draw() {
        if (this.isAsking) {
            this.isStale = true;
            return;
        }
        this.isAsking = true;
        try {
            do {
                this.isStale = false;
                await this._ask();
            } while (this.isStale);
        } finally {
            this.isAsking = false;
        }
    }

    async _ask() {
        const { editor } = this;
        const { doc } = editor;
        const boxes = editor.state.drag?.boxes;
        const asked = {};
        for (const side of ["front", "back"]) {
            const placed = doc.elements(side).map((element) => ({
                ...boxOf(element),
                ...boxes?.get(element.id),
                id: element.id,
            }));
            asked[side] = placed;
        }
        const answer = await this.ask(editor.template, { view: "svg" });
        for (const side of ["front", "back"]) {
            this.pictures[side] = answer[side] && { svg: answer[side], placed: asked[side] };
        }
        editor.setProblems(withIds(answer.problems, asked));
        editor.state.drawn++;
    }

    /** The server's answer for a template; a lost connection is told, not thrown. */
    async ask(template, options) {
        try {
            const answer = await this.orm.silent.call("ticket.face", "preview_template", [
                template,
                { ...this.options, ...options },
            ]);
            this.editor.tell("");
            return answer;
        } catch (error) {
            this.editor.tell(error.data?.message || _t("The server cannot be reached."));
            return { ...lastOf(this.pictures), problems: [] };
        }
    }

    /** All that is wrong with the face as it is, asked anew. */
    async check() {
        browser.clearTimeout(this.timer);
        const ids = { front: withId(this.editor, "front"), back: withId(this.editor, "back") };
        const answer = await this.orm.call("ticket.face", "preview_template", [
            this.editor.doc.toTemplate(),
            { ...this.options, view: "svg" },
        ]);
        this.editor.setProblems(withIds(answer.problems, ids));
        return this.editor.errors;
    }
}

function withId(editor, side) {
    return editor.doc.elements(side);
}

function lastOf(pictures) {
    return { front: pictures.front?.svg, back: pictures.back?.svg };
}

/** Problems tell elements by their place in the list; we know them by id. */
function withIds(problems, asked) {
    return problems.map((problem, number) => ({
        ...problem,
        number,
        id: asked[problem.side]?.[problem.element]?.id || 0,
    }));
}
