/**
 * Keeps ticket pages on the phone, so that they open at the door without a network.
 *
 * Pages are asked from the network first. Each page says whose cache keeps it and until
 * when (X-Ticket-Owner, X-Ticket-Until); what the server refuses is forgotten at once.
 */
const PAGES = "ticket-phone-";
const ASSETS = "ticket-phone-assets";
const PATIENCE = 4000;

/** Nothing is kept and there is no network: said in both languages, for want of a page. */
const NOTHING = [
    `<!DOCTYPE html><meta charset="utf-8">
     <meta name="viewport" content="width=device-width, initial-scale=1">
     <title>Offline</title>
     <body style="font: 1.1rem/1.5 sans-serif; margin: 3rem 1.5rem; text-align: center">
     <p>No network, and this page is not saved on this phone.</p>
     <p lang="zh">没有网络，且此页面未保存在本机。</p>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } },
];

const scope = () => new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
    const { keep, assets, forget } = event.data;
    if (keep) {
        event.waitUntil(
            keepPage(keep, assets).then((isKept) => event.ports[0]?.postMessage(isKept)),
        );
    } else if (forget) {
        event.waitUntil(forgetAll().then(() => event.ports[0]?.postMessage(true)));
    }
});

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) {
        return;
    }
    if (request.mode === "navigate" && url.pathname.startsWith(scope())) {
        event.respondWith(answerPage(event));
    } else if (/^\/web\/assets\/|\/static\/fonts\//.test(url.pathname)) {
        event.respondWith(answerAsset(request));
    }
});

async function answerPage(event) {
    const { request } = event;
    const asked = fetch(request).then(async (response) => {
        await store(request.url, response.clone());
        return response;
    });
    event.waitUntil(asked.catch(() => {}));
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const response = await Promise.race([asked, late]).catch(() => null);
    if (response && response.status < 500) {
        return response;
    }
    return (await kept(request.url)) || response || asked.catch(() => new Response(...NOTHING));
}

const isFresh = (response) => Number(response.headers.get("X-Ticket-Until")) * 1000 > Date.now();

/** What is kept of an address, unless its time is over. */
async function kept(address) {
    for (const name of await pageCaches()) {
        const cache = await caches.open(name);
        const response = await cache.match(address);
        if (response && isFresh(response)) {
            return response;
        }
        if (response) {
            await cache.delete(address);
        }
    }
    return null;
}

async function store(address, response) {
    const owner = response.headers.get("X-Ticket-Owner");
    if (response.ok && /^(u\d+|link)$/.test(owner || "") && isFresh(response)) {
        const cache = await caches.open(PAGES + owner);
        await cache.put(address, response);
        return true;
    }
    if (response.status < 500) {
        // refused, revoked, or the person has signed out
        const names = await pageCaches();
        await Promise.all(names.map(async (name) => (await caches.open(name)).delete(address)));
    }
    return false;
}

async function answerAsset(request) {
    const cache = await caches.open(ASSETS);
    return (await cache.match(request)) || fetch(request);
}

async function keepPage(address, assets) {
    const isKept = await store(address, await fetch(address, { credentials: "same-origin" }));
    const cache = await caches.open(ASSETS);
    for (const old of await cache.keys()) {
        if (!assets.includes(old.url)) {
            await cache.delete(old);
        }
    }
    await Promise.all(assets.map(async (asset) => (await cache.match(asset)) || cache.add(asset)));
    return isKept;
}

async function pageCaches() {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith(PAGES) && name !== ASSETS);
}

async function forgetAll() {
    const names = await caches.keys();
    await Promise.all(
        names.filter((name) => name.startsWith(PAGES)).map((name) => caches.delete(name)),
    );
}
