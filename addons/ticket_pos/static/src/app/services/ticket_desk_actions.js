import { registry } from "@web/core/registry";

/**
 * What can be done from the seat screen besides selling, by name:
 * `{ label, icon, shortcut, sequence, isShown(pos), run({pos, dialog, env}) }`.
 *
 * `label` is a lazy translation, `shortcut` one of Odoo's hotkeys (`alt+f`). The screen
 * makes buttons of them and the shortcut sheet lists them.
 */
export const deskActions = registry.category("ticket_desk_actions");

const BY_DEFAULT = 100;

function bySequence(a, b) {
    return (a.sequence ?? BY_DEFAULT) - (b.sequence ?? BY_DEFAULT);
}

/** All of them in the order of the screen, each with its name. */
export function allDeskActions() {
    return deskActions
        .getEntries()
        .map(([name, action]) => ({ ...action, name }))
        .sort(bySequence);
}

/** What this till can do now. */
export function shownDeskActions(pos) {
    return allDeskActions().filter((action) => action.isShown?.(pos) ?? true);
}

/** "alt+f" as it stands on a key: "Alt F". */
export function keyLabel(hotkey, isMac = false) {
    const names = { alt: isMac ? "Ctrl" : "Alt", shift: "Shift", delete: "Del" };
    return hotkey
        .split("+")
        .map((key) => names[key] || key.toUpperCase())
        .join(" ");
}
