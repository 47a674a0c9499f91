import { onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";

const POLL_MS = 3000;
const MAX_POLL_MS = 30000;

/**
 * Ask for the seats' states every few seconds while the page is seen, politely: never
 * while it is hidden, and ever more seldom while the server does not answer.
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
        } catch {
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
