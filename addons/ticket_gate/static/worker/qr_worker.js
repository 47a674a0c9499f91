/* global ZXingWASM, importScripts */
// Reads QR codes off the main thread. Gets ImageData, answers the text or null.
const LIB = `${self.origin}/ticket_gate/static/lib/zxing-wasm/`;
importScripts(`${LIB}zxing_reader.js`);

ZXingWASM.prepareZXingModule({
    overrides: { locateFile: (path) => LIB + path },
    fireImmediately: true,
}).then(
    () => self.postMessage({ ready: true }),
    (error) => self.postMessage({ failed: String(error) }),
);

self.onmessage = async ({ data: image }) => {
    const [code] = await ZXingWASM.readBarcodes(image, {
        formats: ["QRCode"],
        maxNumberOfSymbols: 1,
        tryHarder: true,
    });
    self.postMessage({ text: code?.isValid ? code.text : null });
};
