import { Component, onMounted, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { PassPhoto } from "../pass_photo/pass_photo";
import { AMBER, GREEN, personsLeft, RED, tone } from "../../utils/outcome";

/** How long a good answer stays: the next visitor is already coming. */
const GOOD_STAYS = 4000;
/** A face takes longer to compare. */
const PHOTO_STAYS = 8000;

const TITLES = {
    too_early: () => _t("Wrong time"),
    too_late: () => _t("Wrong time"),
    session_postponed: () => _t("Wrong time"),
    wrong_venue: () => _t("Wrong place"),
    wrong_session: () => _t("Wrong session"),
    wrong_gate: () => _t("Wrong gate"),
    too_many: () => _t("Too many people"),
    gate_closed: () => _t("Lane closed"),
    wrong_clock: () => _t("Wrong clock"),
    stale_code: () => _t("Old code"),
    live_code_needed: () => _t("Live code needed"),
    wrong_direction: () => _t("Wrong way"),
    outside_hours: () => _t("Wrong time"),
    nothing_on: () => _t("Wrong time"),
    pass_not_yet: () => _t("Wrong time"),
    pass_not_here: () => _t("Wrong gate"),
    too_soon: () => _t("Wrong time"),
    scan_id_used: () => _t("Scan again"),
    empty: () => _t("Scan again"),
    exit: () => _t("Exit"),
    fare_out: () => _t("Exit"),
    fare_stray: () => _t("Exit"),
    fare_overtime: () => _t("Exit"),
    fare_low: () => _t("Charge the card"),
    fare_short: () => _t("Charge the card"),
    fare_inside: () => _t("Just used"),
    fare_outside: () => _t("Just used"),
};

/** The answer over the whole screen: colour, sign and words say the same. */
export class Result extends Component {
    static template = "ticket_gate.Result";
    static components = { PassPhoto };
    static props = {
        scan: {
            type: Object,
            shape: {
                code: String,
                direction: { type: String, optional: true },
                answer: { type: Object, optional: true },
                tries: Number,
                error: String,
            },
        },
        onClose: Function,
        onMore: Function,
        loadPhoto: Function,
    };

    setup() {
        this.close = useRef("close");
        onMounted(() => this.close.el.focus());
        useEffect(
            (answer) => {
                clearTimeout(this.timer);
                if (answer && this.colour === GREEN && !this.left) {
                    this.timer = setTimeout(() => this.props.onClose(), this.stays);
                }
            },
            () => [this.props.scan.answer],
        );
        onWillUnmount(() => clearTimeout(this.timer));
    }

    get answer() {
        return this.props.scan.answer;
    }

    get ticket() {
        return this.answer?.ticket;
    }

    /** A line ends between them, not between a row and its number. */
    get placeParts() {
        return this.ticket.place?.split(/(?<= ·) /) ?? [];
    }

    /** Alone, the device knows the tickets of these days only. */
    get message() {
        const { offline, reason, message } = this.answer;
        if (offline && reason === "unknown") {
            return _t("Not in the list of this device: perhaps for another day. Look at the date.");
        }
        return message;
    }

    get colour() {
        if (this.answer) {
            return tone(this.answer);
        }
        return this.props.scan.error ? RED : AMBER;
    }

    get isOut() {
        return this.props.scan.direction === "out";
    }

    get stays() {
        return this.ticket?.photo ? PHOTO_STAYS : GOOD_STAYS;
    }

    get closesItself() {
        return this.colour === GREEN && !this.left;
    }

    get title() {
        if (!this.answer) {
            return this.props.scan.error ? _t("Not checked") : _t("No connection");
        }
        const title = TITLES[this.answer.reason];
        if (title) {
            return title();
        }
        if (this.isOut) {
            return this.colour === GREEN ? _t("Exit") : _t("Not counted out");
        }
        return this.colour === GREEN ? _t("Admit") : _t("Do not admit");
    }

    get allOthers() {
        return _t("All %(count)s others", { count: this.left });
    }

    get attempts() {
        return _t("Attempts: %(count)s", { count: this.props.scan.tries });
    }

    get left() {
        return this.answer && !this.isOut ? personsLeft(this.answer) : 0;
    }
}
