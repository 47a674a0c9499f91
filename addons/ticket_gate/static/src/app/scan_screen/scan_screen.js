import { Component, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { CardReader } from "../../services/card_reader";
import { NotPaired } from "../../services/gate_api";
import { Scanner } from "../../services/scanner";
import { tone, AMBER, RED } from "../../utils/outcome";
import { StillThere } from "../../utils/still_there";
import { ScreenWake } from "@ticket_sale/phone/wake_lock";
import { WedgeBuffer } from "@ticket_sale/utils/wedge_buffer";
import { Alarm } from "../alarm/alarm";
import { Camera } from "../camera/camera";
import { Figures } from "../figures/figures";
import { LaneNotices } from "../lane_notices/lane_notices";
import { refusalWords } from "../refusal_words";
import { Result } from "../result/result";
import { Search } from "../search/search";
import { useAlarmsEnd } from "./alarms_end";
import { useHeartbeat } from "./heartbeat";

const LAST_SCANS = 20;

/** A lane at work: camera, scanner, card or keyboard in; colour, sound and words out. */
export class ScanScreen extends Component {
    static template = "ticket_gate.ScanScreen";
    static components = { Alarm, Camera, Figures, LaneNotices, Result, Search };
    static props = {
        lane: Object,
        signals: Object,
        onRefused: Function,
        onReload: Function,
    };

    setup() {
        this.lane = this.props.lane;
        this.scanner = new Scanner(this.lane);
        this.passed = new StillThere();
        this.wedge = new WedgeBuffer();
        this.wake = new ScreenWake();
        this.cards = new CardReader((code) => this.check(code));
        this.canReadCards = CardReader.isHere;
        this.state = useState({
            status: this.lane.lastStatus(),
            online: navigator.onLine,
            direction: "in",
            typed: "",
            camera: false,
            cards: false,
            search: false,
            isLeaving: false,
            muted: false,
            scan: null,
            last: [],
            messages: [],
            waiting: this.lane.waiting,
            doubles: this.lane.upload.doubles,
        });
        useHeartbeat(this.lane, this.state, this.props);
        useExternalListener(document, "keydown", (event) => this.onKey(event));
        for (const touch of ["pointerdown", "keydown"]) {
            useExternalListener(document, touch, () => this.props.signals.unlock());
        }
        useAlarmsEnd(this.state, this.props.signals, () => this.isEmergency);
        this.wake.start();
        onWillUnmount(() => {
            this.wake.stop();
            this.cards.stop();
            this.abort?.abort();
        });
    }

    get isEmergency() {
        const { gate, alarm } = this.state.status ?? {};
        return gate?.state === "emergency" || alarm?.kind === "emergency";
    }

    onKey(event) {
        if (event.target.matches("input")) {
            return; // the field has it: Enter sends it from there
        }
        if (event.key === "Escape") {
            this.state.search = false;
            this.closeResult();
        }
        const code = this.wedge.push(event.key, event.timeStamp);
        if (code) {
            event.preventDefault(); // Enter would press the button that has the focus
            this.check(code);
        }
    }

    sendTyped(event) {
        const code = this.state.typed.trim();
        this.state.typed = "";
        event.target.reset(); // a scanner types it all before it is drawn
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

    /** A ticket that was searched for. */
    pick(number) {
        this.state.search = false;
        this.check(number);
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
            this.state.scan = { code, direction, tries, error: "" };
        };
        try {
            const request = { code, direction, count };
            const answer = await this.scanner.scan(request, { signal, onRetry });
            if (answer) {
                this.show({ code, direction, count }, answer);
            }
        } catch (error) {
            this.fail(code, error);
        }
    }

    show({ code, direction, count }, answer) {
        this.state.online = !answer.offline;
        this.state.waiting = this.lane.waiting;
        this.state.scan = { code, direction, answer, tries: 0, error: "" };
        if (answer.result === "admit") {
            this.passed.note(code, Date.now());
        }
        this.state.last.unshift({ answer, colour: tone(answer), time: new Date() });
        this.state.last.length = Math.min(this.state.last.length, LAST_SCANS);
        this.countUp(answer, direction, count);
        this.props.signals.give(tone(answer));
    }

    /** Until the next heartbeat brings the lane's own figures. */
    countUp(answer, direction, count) {
        const counters = this.state.status?.counters;
        if (counters && answer.result === "refuse") {
            counters.refused++;
        } else if (counters && direction === "in") {
            counters.admitted += count;
        }
    }

    fail(code, error) {
        if (error instanceof NotPaired) {
            this.props.onRefused(refusalWords(error));
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

    async toggleCards() {
        if (this.state.cards) {
            this.cards.stop();
            this.state.cards = false;
            return;
        }
        try {
            await this.cards.start();
            this.state.cards = true;
        } catch (error) {
            this.state.messages.push(_t("Cards cannot be read: %s", error.message));
        }
    }

    toggleSound() {
        this.state.muted = !this.state.muted;
        this.props.signals.muted = this.state.muted;
    }

    async forgetDoubles() {
        this.state.doubles = [];
        await this.lane.upload.forget();
    }
}
