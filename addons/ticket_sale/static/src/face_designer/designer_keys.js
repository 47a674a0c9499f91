const FINE = 0.1; // millimetres
const COARSE = 1;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Keys of the designer outside of fields.
 *
 * @param {Object} screen what the keys act on: editor, pointer, kinds, save, help
 * @returns {(ev: KeyboardEvent) => boolean} whether the key was ours
 */
export function designerKeys({ editor, pointer, kinds, save, help }) {
    const { commands, selection, doc } = editor;
    const withCtrl = {
        z: ({ shiftKey }) => (shiftKey ? doc.redo() : doc.undo()),
        y: () => doc.redo(),
        a: () => selection.all(),
        c: () => commands.copy(),
        x: () => commands.cut(),
        v: () => commands.paste(),
        d: () => selection.size && commands.duplicate(),
        s: () => save(),
        "]": ({ shiftKey }) => selection.size && commands.raise(shiftKey ? "front" : "up"),
        "[": ({ shiftKey }) => selection.size && commands.raise(shiftKey ? "back" : "down"),
    };
    const plain = {
        Escape: () => pointer.cancel() || selection.clear(),
        Delete: () => commands.remove(),
        Backspace: () => commands.remove(),
        Enter: () => selection.single && editor.state.focusText++,
        "?": help,
        0: () => editor.fit(),
        "+": () => editor.zoomBy(1.25),
        "=": () => editor.zoomBy(1.25),
        "-": () => editor.zoomBy(0.8),
    };
    const names = { "{": "[", "}": "]" };

    function nudge(ev) {
        const [dx, dy] = ARROWS[ev.key];
        const step = ev.shiftKey ? 10 * COARSE : ev.altKey ? FINE : COARSE;
        commands.move(dx * step, dy * step, "nudge");
        return true;
    }

    function add(key) {
        const kind = kinds.find((one) => one.key === key.toUpperCase());
        if (kind) {
            commands.add(kind.type);
        }
        return Boolean(kind);
    }

    return (ev) => {
        if (ev.ctrlKey || ev.metaKey) {
            const act = withCtrl[names[ev.key] || ev.key.toLowerCase()];
            act?.(ev);
            return Boolean(act);
        }
        const isOnPage = ev.target.matches?.(".o_face_stage, body");
        if (ARROWS[ev.key]) {
            return Boolean(selection.size) && nudge(ev);
        }
        if (ev.key === "Tab" && isOnPage && editor.elements.length) {
            selection.step(ev.shiftKey ? -1 : 1);
            return true;
        }
        if (ev.key === "Enter" && !isOnPage) {
            return false;
        }
        if (plain[ev.key]) {
            plain[ev.key](ev);
            return true;
        }
        return !ev.altKey && add(ev.key);
    };
}
