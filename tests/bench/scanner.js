// Runs inside the scanner app's page: how long a picture and a decision take there.
/* global odoo */
const module = (name) => odoo.loader.modules.get(`@ticket_gate/${name}`);
const quantiles = (times) => {
    const sorted = times.toSorted((one, other) => one - other);
    return [0.5, 0.95].map((share) => sorted[Math.floor(share * (sorted.length - 1))]);
};

async function timed(count, action) {
    const times = [];
    for (let index = 0; index < count; index++) {
        const before = performance.now();
        await action(index);
        times.push(performance.now() - before);
    }
    return quantiles(times);
}

async function readCamera(count) {
    const stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    const video = document.createElement("video");
    Object.assign(video, { srcObject: stream, muted: true });
    await video.play();
    const reader = await module("services/qr_reader").openQrReader();
    let found = 0;
    await reader.read(video);
    const times = await timed(count, async () => (found += (await reader.read(video)) ? 1 : 0));
    const size = [video.videoWidth, video.videoHeight];
    reader.close();
    stream.getTracks().forEach((track) => track.stop());
    return { times, found, size };
}

/** The decision of a lane alone that knows `columns`, and what it writes on the disk. */
async function decide({ facts, columns, code, now, count }) {
    const { Lane } = module("services/lane");
    const { GateStore } = module("services/gate_store");
    const api = { package: async () => facts, tickets: async () => columns };
    const storage = { getItem: () => "0", setItem() {}, removeItem() {} };
    const lane = new Lane(api, await GateStore.open(), storage, () => now);
    await lane.load();
    const before = performance.now();
    await lane.refresh();
    const refresh = performance.now() - before;
    const scan = (index) => ({ code, direction: "in", count: 1, scan_id: `bench-${index}` });
    const { reason } = await lane.decide(scan(-1));
    const times = await timed(count, (index) => lane.decide(scan(index)));
    const opening = performance.now();
    const again = new Lane(api, await GateStore.open(), storage, () => now);
    await again.load();
    return { times, reason, refresh, start: performance.now() - opening };
}

window.gateBench = { readCamera, decide };
