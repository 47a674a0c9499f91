import { user } from "@web/core/user";

/**
 * Ticket pages are kept on a device for whoever is signed in. Everybody else's are taken
 * off it when a page of the website opens, and all of them when somebody signs out.
 */
const KEPT = /^ticket-phone-u(\d+)$/;

async function forgetTickets(except) {
    const names = await window.caches?.keys();
    const others = names?.filter((name) => KEPT.test(name) && name !== except) || [];
    await Promise.all(others.map((name) => window.caches.delete(name)));
}

forgetTickets(`ticket-phone-u${user.userId}`);

document.addEventListener(
    "click",
    (event) => {
        if (event.target.closest?.("a[href*='/web/session/logout']")) {
            forgetTickets();
        }
    },
    { capture: true },
);
