import { useState } from "@odoo/owl";

/**
 * The editor for a component that shows something of it: every change renders again.
 *
 * @param {import("./plan_editor.js").PlanEditor} editor
 */
export function useEditor(editor) {
    const state = useState(editor.state);
    return {
        editor,
        state,
        get doc() {
            return state.version && editor.doc;
        },
        get selection() {
            return state.version && editor.selection;
        },
    };
}
