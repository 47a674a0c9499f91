// @odoo-module ignore
/*
 * The page of a till is the same on every address under /pos/ui/<till>: without the line, the
 * one that was kept last is shown, whatever screen the till was on.
 */
self.addEventListener("fetch", (event) => {
    const [, till] = new URL(event.request.url).pathname.match(/^\/pos\/ui\/(\d+)(\/|$)/) || [];
    if (!till || event.request.mode !== "navigate") {
        return;
    }
    event.stopImmediatePropagation();
    event.respondWith(pageOfTill(event.request, `/pos/ui/${till}`));
});

async function pageOfTill(request, home) {
    const cache = await caches.open("odoo-pos-cache");
    try {
        const response = await fetch(request);
        const isPlain = !new URL(request.url).searchParams.has("from_backend");
        if (isPlain && response.ok && !response.redirected) {
            await cache.put(home, response.clone());
        }
        return response;
    } catch (error) {
        const kept = (await cache.match(home)) || (await cache.match(request));
        if (kept) {
            return kept;
        }
        throw error;
    }
}
