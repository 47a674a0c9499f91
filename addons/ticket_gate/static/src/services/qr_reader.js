const WORKER = "/ticket_gate/static/worker/qr_worker.js";

/** The browser's own reader, where it truly reads QR codes. */
class NativeReader {
    constructor() {
        this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    }

    async read(video) {
        const [code] = await this.detector.detect(video);
        return code?.rawValue ?? null;
    }

    close() {}
}

/** zxing-wasm in a worker: the screen stays smooth while it looks. */
class WorkerReader {
    constructor() {
        // A worker made here is looked after by the service worker, one of its own address
        // is not: without the network it would not start.
        const start = [`importScripts(${JSON.stringify(location.origin + WORKER)})`];
        this.address = URL.createObjectURL(new Blob(start, { type: "text/javascript" }));
        this.worker = new Worker(this.address);
        this.canvas = document.createElement("canvas");
        this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    }

    message() {
        return new Promise((resolve, reject) => {
            this.worker.onmessage = ({ data }) =>
                data.failed ? reject(new Error(data.failed)) : resolve(data);
            this.worker.onerror = (event) => reject(new Error(event.message));
        });
    }

    async read(video) {
        const { videoWidth: width, videoHeight: height } = video;
        this.canvas.width = width;
        this.canvas.height = height;
        this.context.drawImage(video, 0, 0);
        const image = this.context.getImageData(0, 0, width, height);
        const answer = this.message();
        this.worker.postMessage(image, [image.data.buffer]);
        return (await answer).text;
    }

    close() {
        this.worker.terminate();
        URL.revokeObjectURL(this.address);
    }
}

/** Return a reader with ``read(video) -> Promise<text or null>`` and ``close()``. */
export async function openQrReader() {
    if ("BarcodeDetector" in window) {
        const formats = await BarcodeDetector.getSupportedFormats();
        if (formats.includes("qr_code")) {
            return new NativeReader();
        }
    }
    const reader = new WorkerReader();
    await reader.message(); // it says when the wasm is ready
    return reader;
}
