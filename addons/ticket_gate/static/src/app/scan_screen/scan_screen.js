import { Component, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { NotPaired } from "../../services/gate_api";
import { Scanner } from "../../services/scanner";
import { tone, AMBER, RED } from "../../utils/outcome";
import { StillThere } from "../../utils/still_there";
import { WedgeBuffer } from "@ticket_sale/utils/wedge_buffer";
import { Camera } from "../camera/camera";
import { Result } from "../result/result";

const HEARTBEAT = 15000;
const LAST_SCANS = 20;

/** A lane at work: camera, scanner or keyboard in; colour, sound and words out. */
export class ScanScreen extends Component {
    static template = "ticket_gate.ScanScreen";
    static components = { Camera, Result };
    static props = {
        lane: Object,
        signals: Object,
        onRefused: Function,
    };

    setup() {
        this.lane = this.props.lane;
        this.scanner = new Scanner(this.lane);
        this.passed = new StillThere();
        this.wedge = new WedgeBuffer();
        this.state = useState({
            status: this.lane.status,
            online: navigator.onLine,
            direction: "in",
            typed: "",
            camera: false,
            muted: false,
            scan: null,
            last: [],
            waiting: this.lane.waiting,
            doubles: this.lane.upload.doubles,
        });
        useExternalListener(document, "keydown", (event) => this.onKey(event));
        for (const touch of ["pointerdown", "keydown"]) {
            useExternalListener(document, touch, () => this.props.signals.unlock());
        }
        useExternalListener(window, "online", () => this.beat());
        useExternalListener(window, "offline", () => (this.state.online = false));
        this.heart = setInterval(() => this.beat(), HEARTBEAT);
        this.beat();
        onWillUnmount(() => {
            clearInterval(this.heart);
            this.abort?.abort();
        });
    }

    get sessions() {
        return this.state.status?.sessions ?? [];
    }

    get waiting() {
        return _t("Entries the server does not know yet: %(count)s", { count: this.state.waiting });
    }

    async beat() {
        try {
            const status = await this.lane.beat();
            const { waiting, upload } = this.lane;
            const doubles = [...upload.doubles];
            Object.assign(this.state, { status, online: true, waiting, doubles });
        } catch (error) {
            this.state.online = false;
            if (error instanceof NotPaired) {
                this.props.onRefused(error.message);
            }
        }
    }

    onKey(event) {
        if (event.target.matches("input")) {
            return; // the field has it: Enter sends it from there
        }
        if (event.key === "Escape") {
            this.closeResult();
        }
        const code = this.wedge.push(event.key, event.timeStamp);
        if (code) {
            event.preventDefault(); // Enter would press the button that has the focus
            this.check(code);
        }
    }

    sendTyped() {
        const code = this.state.typed.trim();
        this.state.typed = "";
        if (code) {
            this.check(code);
        }
    }

    /** The camera sees a code; on a phone it changes while it is held out. */
    see(code) {
        if (!this.passed.isStillThere(code, Date.now())) {
            this.check(code);
        }
    }

    /** Ask about a code, and show the answer unless another scan came meanwhile. */
    async check(code, count = 1) {
        this.abort?.abort();
        const { signal } = (this.abort = new AbortController());
        const { direction } = this.state;
        this.state.scan = null;
        const onRetry = (tries) => {
            if (!this.state.scan) {
                this.props.signals.give(AMBER);
            }
            this.state.online = false;
            this.state.scan = { code, tries, error: "" };
        };
        try {
            const request = { code, direction, count };
            const answer = await this.scanner.scan(request, { signal, onRetry });
            if (answer) {
                this.show(code, answer, count);
            }
        } catch (error) {
            this.fail(code, error);
        }
    }

    show(code, answer, count) {
        this.state.online = !answer.offline;
        this.state.waiting = this.lane.waiting;
        this.state.scan = { code, answer, tries: 0, error: "" };
        if (answer.result === "admit") {
            this.passed.note(code, Date.now());
        }
        this.state.last.unshift({ answer, colour: tone(answer), time: new Date() });
        this.state.last.length = Math.min(this.state.last.length, LAST_SCANS);
        this.countUp(answer, count);
        this.props.signals.give(tone(answer));
    }

    /** Until the next heartbeat brings the lane's own figures. */
    countUp(answer, count) {
        const counters = this.state.status?.counters;
        if (counters && answer.result === "refuse") {
            counters.refused++;
        } else if (counters && answer.reason !== "exit") {
            counters.admitted += count;
        }
    }

    fail(code, error) {
        if (error instanceof NotPaired) {
            this.props.onRefused(error.message);
            return;
        }
        this.state.scan = { code, tries: 0, error: error.message };
        this.props.signals.give(RED);
    }

    more(count) {
        // the newest code of this ticket: the one that was scanned may be old by now
        this.check(this.passed.code ?? this.state.scan.code, count);
    }

    closeResult() {
        this.abort?.abort();
        this.state.scan = null;
    }

    toggleSound() {
        this.state.muted = !this.state.muted;
        this.props.signals.muted = this.state.muted;
    }

    figures({ admitted, sold, inside }) {
        return _t("%(admitted)s of %(sold)s came, %(inside)s are inside", {
            admitted,
            sold,
            inside,
        });
    }

    async forgetDoubles() {
        this.state.doubles = [];
        await this.lane.upload.forget();
    }

    /** Where the other person came in on the same ticket. */
    firstOf({ first: { gate, scanned_at } }) {
        const time = new Date(scanned_at).toLocaleTimeString([], { timeStyle: "short" });
        return _t("First entry: %(time)s, %(gate)s", { time, gate });
    }

    timeOf(last) {
        return last.time.toLocaleTimeString([], { hour12: false });
    }
}
