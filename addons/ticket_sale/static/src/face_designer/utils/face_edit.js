export const SIDES = ["front", "back"];

/** The one way to write a document: builds its next state. */
export class FaceEdit {
    constructor(doc) {
        this.doc = doc;
        this.state = doc.state;
    }

    _put(values) {
        this.state = Object.freeze({ ...this.state, ...values });
    }

    /** @returns {number} the id of the new element, on top of the others */
    add(side, { id: _id, ...values }) {
        const id = this.doc.nextId++;
        const element = Object.freeze({ ...withoutEmpty(values), id });
        this._put({ [side]: Object.freeze([...(this.state[side] || []), element]) });
        return id;
    }

    /** Changes values of an element; `undefined` takes one away. */
    set(id, values) {
        for (const side of SIDES) {
            const at = (this.state[side] || []).findIndex((element) => element.id === id);
            if (at >= 0) {
                const before = this.state[side][at];
                const names = Object.keys(values);
                if (names.some((name) => before[name] !== values[name])) {
                    const after = Object.freeze(withoutEmpty({ ...before, ...values }));
                    this._put({ [side]: Object.freeze(this.state[side].with(at, after)) });
                }
            }
        }
    }

    remove(ids) {
        const gone = new Set(ids);
        for (const side of SIDES) {
            const kept = this.state[side]?.filter(({ id }) => !gone.has(id));
            if (kept && kept.length !== this.state[side].length) {
                this._put({ [side]: Object.freeze(kept) });
            }
        }
    }

    /** @param {number[]} ids all elements of the side, the lowest first */
    order(side, ids) {
        const byId = new Map(this.state[side].map((element) => [element.id, element]));
        if (ids.some((id, at) => this.state[side][at].id !== id)) {
            this._put({ [side]: Object.freeze(ids.map((id) => byId.get(id))) });
        }
    }

    setPage(values) {
        const { page } = this.state;
        if (Object.keys(values).some((name) => page[name] !== values[name])) {
            this._put({ page: Object.freeze(withoutEmpty({ ...page, ...values })) });
        }
    }

    setCopies(copies) {
        if (copies !== this.state.copies) {
            this._put({ copies });
        }
    }

    addBack() {
        if (!this.state.back) {
            this._put({ back: Object.freeze([]), backRest: Object.freeze({}) });
        }
    }

    removeBack() {
        if (this.state.back) {
            this._put({ back: null, backRest: null });
        }
    }

    addAsset(name, content) {
        this._put({ assets: Object.freeze({ ...this.state.assets, [name]: content }) });
    }
}

function withoutEmpty(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Pictures nobody shows any more are not carried along. */
export function usedAssets(elements, assets) {
    const names = new Set(elements.map(({ source }) => source).filter(Boolean));
    return Object.fromEntries(
        Object.entries(assets).filter(([name]) => names.has(`asset:${name}`)),
    );
}
