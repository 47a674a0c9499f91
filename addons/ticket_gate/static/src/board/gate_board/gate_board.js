import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { BoardDoors } from "../board_doors/board_doors";
import { BoardEmergency } from "../board_emergency/board_emergency";
import { BoardHouse } from "../board_house/board_house";
import { EmergencyDialog } from "../emergency_dialog/emergency_dialog";

const REFRESH_MS = 4000;
const KEPT = "ticket_gate.board";

/**
 * The gate board: a screen on a wall or a supervisor's desk. Doors, the house, and the alarm
 * when there is one. Asks again by itself while somebody looks.
 */
export class GateBoard extends Component {
    static template = "ticket_gate.GateBoard";
    static components = { BoardDoors, BoardEmergency, BoardHouse };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.alarms = useState(useService("ticket_alarm"));
        this.state = useState({
            board: null,
            stale: false,
            tab: "doors",
            venueId: Number(localStorage.getItem(KEPT)) || null,
            sessionId: null,
        });
        onWillStart(() => this.load());
        const timer = setInterval(() => this.refresh(), REFRESH_MS);
        onWillUnmount(() => clearInterval(timer));
        useEffect(
            (venueId) => {
                this.alarms.board = venueId || null; // its alarm is on the board already
            },
            () => [this.board.venue.id],
        );
        onWillUnmount(() => (this.alarms.board = null));
        useEffect(
            () => {
                this.refresh(); // the bus is faster than our turn
            },
            () => [JSON.stringify(this.alarms.alarms)],
        );
    }

    get board() {
        return this.state.board;
    }

    /** The time at the venue: tickets and refusals speak of no other. */
    get clock() {
        return luxon.DateTime.fromSQL(this.board.at, { zone: "utc" })
            .setZone(this.board.venue.tz || "local")
            .toFormat("HH:mm:ss");
    }

    /** The session of the house tab: the chosen one, else the next to begin. */
    get houseSession() {
        const { sessions } = this.board;
        return (
            sessions.find(({ id }) => id === this.state.sessionId) ||
            sessions.find(({ started }) => !started) ||
            sessions.at(-1)
        );
    }

    async refresh() {
        if (document.hidden || this.loading) {
            return;
        }
        try {
            await this.load();
        } catch {
            this.state.stale = true; // the old figures stay, and say that they are old
        }
    }

    async load() {
        this.loading = true;
        const { venueId, sessionId } = this.state;
        try {
            const board = await this.orm.silent.call("ticket.gate", "get_board", [], {
                venue_id: venueId,
                session_id: sessionId,
            });
            if (venueId === this.state.venueId && sessionId === this.state.sessionId) {
                this.state.board = board;
                this.state.stale = false;
            }
        } finally {
            this.loading = false;
        }
    }

    chooseVenue(ev) {
        this.state.venueId = Number(ev.target.value);
        this.state.sessionId = null;
        localStorage.setItem(KEPT, this.state.venueId);
        return this.load();
    }

    chooseSession(ev) {
        this.state.sessionId = Number(ev.target.value) || null;
        return this.load();
    }

    show(tab) {
        this.state.tab = tab;
    }

    fill() {
        if (document.fullscreenElement) {
            document.exitFullscreen();
        } else {
            this.root.el.requestFullscreen?.();
        }
    }

    /** Dialogs are outside of what fills the screen. */
    async alarm() {
        if (document.fullscreenElement) {
            await document.exitFullscreen();
        }
        this.dialog.add(EmergencyDialog, {
            venue: this.board.venue,
            active: this.board.emergency?.kind || "",
            raise: async (kind, message) => {
                await this.orm.call("ticket.emergency", "raise_alarm", [
                    this.board.venue.id,
                    kind,
                    message,
                ]);
                await this.load();
            },
        });
    }

    async endAlarm() {
        await this.orm.call("ticket.emergency", "action_end", [[this.board.emergency.id]]);
        await this.load();
    }

    async addNote(text) {
        await this.orm.call("ticket.emergency", "add_note", [[this.board.emergency.id], text]);
        await this.load();
    }

    open(xmlid, options) {
        return this.action.doAction(xmlid, options);
    }
}

registry.category("actions").add("ticket_gate.board", GateBoard);
