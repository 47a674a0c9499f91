import { onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const POLL_MS = 3000;
const MAX_POLL_MS = 30000;

/**
 * Ask for the seats' states every few seconds while the page is seen, politely: never
 * while it is hidden, and ever more seldom while the server does not answer. The page is
 * loaded again when the session has another seat map.
 *
 * @param {() => Promise<void>} load asks once; throws when there is no answer
 * @returns {{ offline: boolean, refresh: () => Promise<void> }}
 */
export function useAvailability(load) {
    const state = useState({ offline: false, refresh });
    let wait = POLL_MS;
    let timer;

    async function refresh() {
        clearTimeout(timer);
        try {
            await load();
            wait = POLL_MS;
            state.offline = false;
        } catch (error) {
            if (error.status === 410) {
                // Another map by now: the page knows it, and keeps the visitor's hold.
                browser.location.reload();
                return;
            }
            wait = Math.min(wait * 2, MAX_POLL_MS);
            state.offline = true;
        }
        schedule();
    }

    function schedule() {
        clearTimeout(timer);
        if (!document.hidden) {
            timer = setTimeout(refresh, wait);
        }
    }

    onMounted(schedule);
    onWillUnmount(() => clearTimeout(timer));
    useExternalListener(document, "visibilitychange", () => {
        clearTimeout(timer);
        if (!document.hidden) {
            refresh();
        }
    });
    return state;
}
