import { browser } from "@web/core/browser/browser";
import { applyChanges, areSame } from "@ticket_pos/utils/seat_changes";
import { indexOfSeat } from "@ticket_venue/seat_map/seat_map_data";

const MESSAGE = "TICKET_SEATS";
const CHANNEL = "ticket_pos.seats";
/** Without the bus the till asks by itself. */
const ASKING_MS = 2500;
/** With it only what no message tells: holds that ran out, and a word that got lost. */
const LISTENING_MS = 15000;
/** News comes in bursts: one question is enough for all of it. */
const GATHER_MS = 200;

/**
 * Hears from the bus which seats of the session on the screen have changed.
 *
 * One channel a session; the server lets a till follow only what it may sell. When asking
 * shows something that should have been heard, the till asks often again until the next
 * word arrives.
 */
export class TicketLive {
    constructor(desk, bus) {
        this.desk = desk;
        this.bus = bus;
        this.channel = null;
        this.isDeaf = false;
        this.words = 0;
        this.timer = null;
    }

    start() {
        this.bus.subscribe(MESSAGE, (news) => this.hear(news));
        for (const event of ["BUS:CONNECT", "BUS:RECONNECT"]) {
            this.bus.addEventListener(event, () => this.askSoon()); // what was said meanwhile
        }
    }

    get isHearing() {
        const isOffline = this.desk.server.standIn?.answers("ticket_offer");
        return (
            Boolean(this.channel) &&
            !this.isDeaf &&
            !isOffline &&
            this.bus.workerState === "CONNECTED"
        );
    }

    /** How long until the till asks again. */
    get pause() {
        return this.isHearing ? LISTENING_MS : ASKING_MS;
    }

    /** Follow one session, or none. */
    follow(sessionId) {
        const till = this.desk.pos.config.id;
        const channel = sessionId ? `${CHANNEL}/${till}/${sessionId}` : null;
        if (channel === this.channel) {
            return;
        }
        if (this.channel) {
            this.bus.deleteChannel(this.channel);
        }
        this.channel = channel;
        if (channel) {
            this.bus.addChannel(channel);
        }
    }

    hear({ session_id, seats, ask }) {
        const { desk } = this;
        this.isDeaf = false;
        this.words++;
        if (session_id !== desk.sessionId || !desk.states) {
            return;
        }
        desk.showStates(
            applyChanges(desk.states, seats, (seatId) => indexOfSeat(desk.map, seatId)),
        );
        if (ask) {
            this.askSoon();
        }
    }

    /**
     * Compare what was asked with what had been heard.
     *
     * @param {Uint8Array | null} heard the states on the screen
     * @param {Uint8Array} asked those of the server
     * @param {number} words how many there had been when the question was asked
     */
    check(heard, asked, words) {
        if (words !== this.words) {
            this.askSoon(); // something changed in between: which is newer is not known
        } else if (heard && !areSame(heard, asked)) {
            this.isDeaf = true;
        }
    }

    askSoon() {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.desk.refreshAvailability(), GATHER_MS);
    }
}
