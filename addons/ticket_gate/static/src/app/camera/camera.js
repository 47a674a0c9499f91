import { Component, onMounted, onWillUnmount, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { openQrReader } from "../../services/qr_reader";
import { RepeatFilter } from "../../utils/repeat_filter";

/** At most this many pictures a second are searched: a phone must last the evening. */
const PICTURES_PER_SECOND = 15;

/** Shows the camera and tells each QR code once while it is in sight. */
export class Camera extends Component {
    static template = "ticket_gate.Camera";
    static props = { onCode: Function };

    setup() {
        this.video = useRef("video");
        this.filter = new RepeatFilter();
        this.state = useState({ problem: "", running: false, torch: null });
        onMounted(() => this.start());
        onWillUnmount(() => this.stop());
    }

    async start() {
        try {
            await this.open();
        } catch (error) {
            this.state.problem = this.explain(error);
            this.stop();
            return;
        }
        this.look();
    }

    async open() {
        if (!navigator.mediaDevices) {
            throw new DOMException("", "SecurityError");
        }
        this.stream = await navigator.mediaDevices.getUserMedia({
            audio: false,
            video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
        });
        [this.track] = this.stream.getVideoTracks();
        this.video.el.srcObject = this.stream;
        await this.video.el.play();
        this.reader = await openQrReader();
        this.state.running = true;
        this.state.torch = this.track.getCapabilities?.().torch ? false : null;
    }

    async look() {
        const pause = 1000 / PICTURES_PER_SECOND;
        while (this.stream) {
            const before = performance.now();
            const code = await this.reader.read(this.video.el);
            const now = performance.now();
            if (code && this.stream && this.filter.isNew(code, now)) {
                this.props.onCode(code);
            }
            await new Promise((resolve) => setTimeout(resolve, before + pause - now));
        }
    }

    async toggleTorch() {
        const torch = !this.state.torch;
        await this.track.applyConstraints({ advanced: [{ torch }] });
        this.state.torch = torch;
    }

    stop() {
        this.stream?.getTracks().forEach((track) => track.stop());
        this.stream = null;
        this.reader?.close();
        this.state.running = false;
    }

    explain({ name, message }) {
        const causes = {
            NotAllowedError: _t("The camera is not allowed. Allow it in the browser's settings."),
            NotFoundError: _t("This device has no camera."),
            NotReadableError: _t("Another app is using the camera."),
            SecurityError: _t("The camera needs a secure address (https)."),
        };
        return causes[name] ?? _t("The camera does not work: %s", message);
    }
}
