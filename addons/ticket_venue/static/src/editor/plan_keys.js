import { useExternalListener } from "@odoo/owl";

const NUDGE = 10; // centimetres
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Keys of the editor outside of fields.
 *
 * @param {Object} screen what the keys act on: editor, bench, tools, store, help
 * @returns {(ev: KeyboardEvent) => boolean} whether the key was ours
 */
export function planKeys({ editor, bench, tools, store, help }) {
    const { commands, copies, selection } = editor;
    const withCtrl = {
        z: ({ shiftKey }) => (shiftKey ? store.redo() : store.undo()),
        y: () => store.redo(),
        a: () => selection.all(),
        i: () => selection.invert(),
        c: () => copies.copy(),
        x: () => copies.copy() && commands.remove(),
        v: () => copies.paste(),
        d: () => selection.size && copies.duplicate(),
        s: () => store.save(),
    };
    const plain = {
        Escape: () => escape(),
        Delete: () => commands.remove(),
        Backspace: () => commands.remove(),
        "?": help,
    };

    /** First what was begun, then the tool, then the selection. */
    function escape() {
        bench.drop();
        if (editor.state.tool !== "select") {
            editor.choose("select");
        } else {
            selection.clear();
        }
    }

    function nudge(ev) {
        const [dx, dy] = ARROWS[ev.key];
        const step = ev.shiftKey ? 10 * NUDGE : ev.altKey ? 1 : NUDGE;
        commands.move(dx * step, dy * step, "nudge");
        return true;
    }

    return (ev) => {
        if (ev.ctrlKey || ev.metaKey) {
            const act = withCtrl[ev.key.toLowerCase()];
            act?.(ev);
            return Boolean(act);
        }
        if (ARROWS[ev.key] && selection.size && !editor.readonly) {
            return nudge(ev);
        }
        if (plain[ev.key]) {
            plain[ev.key](ev);
            return true;
        }
        const tool = !ev.altKey && tools.find(({ key }) => key === ev.key.toUpperCase());
        if (tool) {
            editor.choose(tool.code);
        }
        return Boolean(tool);
    };
}

const ELSEWHERE = ".modal, .o_numbering_dialog, .o_command_palette";

/**
 * Listens to the keyboard while nobody types into a field.
 *
 * @param {(ev: KeyboardEvent) => boolean} press true when the key was used
 * @param {{space: (isDown: boolean) => void}} on the space bar, held to move the view
 */
export function usePlanKeys(press, { space }) {
    useExternalListener(
        window,
        "keydown",
        (ev) => {
            if (isTyping(ev) || ev.target.closest?.(ELSEWHERE)) {
                return;
            }
            const isSpace = ev.key === " " && !ev.target.matches?.("button, a, label");
            if (isSpace) {
                space(true);
            }
            if (isSpace || press(ev)) {
                ev.preventDefault();
                ev.stopPropagation();
            }
        },
        { capture: true },
    );
    useExternalListener(window, "keyup", (ev) => ev.key === " " && space(false));
}

/** Whether somebody is typing, so that letters are letters. */
function isTyping({ target }) {
    const isField = target.matches?.("input, textarea, select, [contenteditable=true]");
    return Boolean(isField && !["checkbox", "radio", "button"].includes(target.type));
}
