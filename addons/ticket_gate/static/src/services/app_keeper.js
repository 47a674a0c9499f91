/** Look for a new version this often, besides at every start. */
const LOOK_AGAIN = 15 * 60 * 1000;

/** Keeps the app on this device, and tells when a new version is ready to begin. */
export class AppKeeper {
    constructor(onUpdate) {
        this.onUpdate = onUpdate;
        this.isChosen = false;
    }

    async start() {
        const { serviceWorker } = navigator;
        if (!serviceWorker) {
            return; // a plain http address: the app works while the network does
        }
        serviceWorker.addEventListener(
            "controllerchange",
            () => this.isChosen && location.reload(),
        );
        try {
            this.registration = await serviceWorker.register("/gate/worker.js", { scope: "/gate" });
        } catch {
            return; // no network and never kept, or the browser forbids it
        }
        if (!this.registration) {
            return;
        }
        this.watch();
        setInterval(() => this.registration.update().catch(() => {}), LOOK_AGAIN);
    }

    watch() {
        const { registration } = this;
        const tell = (worker) => {
            if (worker?.state === "installed" && navigator.serviceWorker.controller) {
                this.onUpdate();
            }
        };
        tell(registration.waiting);
        registration.addEventListener("updatefound", () => {
            const worker = registration.installing;
            worker?.addEventListener("statechange", () => tell(worker));
        });
    }

    /** Begin with the new version now; without one, begin anew. */
    begin() {
        const waiting = this.registration?.waiting;
        if (!waiting) {
            location.reload();
            return;
        }
        this.isChosen = true;
        waiting.postMessage("begin");
    }
}
