import { useEffect } from "@odoo/owl";
import { ShortcutSheet } from "@ticket_pos/app/components/shortcut_sheet/shortcut_sheet";
import { KeyGate } from "@ticket_pos/utils/key_gate";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** Where a key belongs to what is being written. */
function isEditable(target) {
    return Boolean(target.closest?.("input, textarea, select, [contenteditable='true']"));
}

/**
 * Single keys of the seat screen, which a scanner may type through unharmed.
 *
 * @param {() => Object<string, Function>} plainKeys key -> what it does, asked at each key
 */
export function useDeskKeys(pos, plainKeys) {
    const ui = useService("ui");
    const dialog = useService("dialog");
    const openSheet = () => dialog.add(ShortcutSheet, { pos });
    const acts = () => ({ "?": openSheet, "？": openSheet, ...plainKeys() });
    const gate = new KeyGate((key) => acts()[key]?.(), {
        setTimeout: (...args) => browser.setTimeout(...args),
        clearTimeout: (timer) => browser.clearTimeout(timer),
    });
    const onKeydown = (ev) => {
        const { key, target } = ev;
        if (ev.altKey || ev.ctrlKey || ev.metaKey || ev.isComposing || key?.length !== 1) {
            return;
        }
        if (ui.activeElement === document && !isEditable(target)) {
            // Shift and a digit is a digit's key wherever the layout puts its sign.
            const digit = ev.shiftKey && /\d$/.exec(ev.code || key)?.[0];
            gate.strike(digit ? `shift+${digit}` : key);
        }
    };
    useEffect(
        () => {
            browser.addEventListener("keydown", onKeydown, true);
            return () => {
                gate.stop();
                browser.removeEventListener("keydown", onKeydown, true);
            };
        },
        () => [],
    );
}
