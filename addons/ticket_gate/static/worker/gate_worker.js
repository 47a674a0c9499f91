/* global gateBuild */
/**
 * Keeps the scanner app on the device, so that it starts without the network.
 *
 * The server writes `gateBuild` before this text: the version, and every file of it. A
 * version is kept whole or not at all, and the page is given together with its own files.
 * Scans and packages are never answered from here.
 */
const CACHE = "ticket-gate-";
const PAGE = "/gate";
const { version, files } = gateBuild;

const keepVersion = async () => {
    const cache = await caches.open(CACHE + version);
    await cache.addAll([PAGE, ...files].map((file) => new Request(file, { cache: "reload" })));
};

const dropOthers = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(CACHE) && name !== CACHE + version);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
};

async function answer(request, kept) {
    const cache = await caches.open(CACHE + version);
    return (await cache.match(kept)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepVersion()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));

self.addEventListener("message", ({ data }) => {
    if (data === "begin") {
        self.skipWaiting(); // the person at the gate chose the moment
    }
});

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) {
        return;
    }
    if (request.mode === "navigate" && pathname === PAGE) {
        event.respondWith(answer(request, PAGE));
    } else if (files.includes(pathname)) {
        event.respondWith(answer(request, pathname));
    }
});
