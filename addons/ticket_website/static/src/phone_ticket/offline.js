/** Keeps this page on the phone, and tells whether that worked. */

const pageAssets = () =>
    [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map(
        (node) => node.src || node.href,
    );

/** @returns {Promise<boolean>} whether the page opens without a network from now on */
export async function keepOffline(scope) {
    if (!navigator.serviceWorker || !navigator.onLine) {
        return Boolean(navigator.serviceWorker?.controller);
    }
    try {
        await navigator.serviceWorker.register(`${scope}/worker.js`, { scope });
        const { active } = await navigator.serviceWorker.ready;
        const keep = window.location.href.split("#")[0];
        return await ask(active, { keep, assets: pageAssets() });
    } catch {
        return false; // private windows and old browsers: the page works online
    }
}

/** Take every ticket off this phone. */
export async function forgetTickets(scope) {
    const registration = await navigator.serviceWorker?.getRegistration(scope);
    if (registration?.active) {
        await ask(registration.active, { forget: true });
        await registration.unregister();
    }
}

function ask(worker, message) {
    return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = ({ data }) => resolve(data);
        worker.postMessage(message, [channel.port2]);
    });
}
