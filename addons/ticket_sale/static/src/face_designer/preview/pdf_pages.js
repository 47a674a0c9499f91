import { loadPDFJSAssets } from "@web/core/utils/pdfjs";

const SHARP = 2; // dots for each point of the screen
const POINTS_TO_PIXELS = 96 / 72;

/** Draws the pages of a PDF into an element, as they come out of a printer. */
export async function drawPdf(target, dataUrl) {
    await loadPDFJSAssets();
    const library = globalThis.pdfjsLib;
    library.GlobalWorkerOptions.workerSrc = "/web/static/lib/pdfjs/build/pdf.worker.js";
    const content = Uint8Array.from(atob(dataUrl.split(",")[1]), (char) => char.charCodeAt(0));
    const pdf = await library.getDocument({ data: content }).promise;
    const canvases = [];
    for (let number = 1; number <= pdf.numPages; number++) {
        const page = await pdf.getPage(number);
        const viewport = page.getViewport({ scale: SHARP * POINTS_TO_PIXELS });
        const canvas = document.createElement("canvas");
        Object.assign(canvas, { width: viewport.width, height: viewport.height });
        canvas.style.width = `${viewport.width / SHARP}px`;
        await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
        canvases.push(canvas);
    }
    target.replaceChildren(...canvases);
}
