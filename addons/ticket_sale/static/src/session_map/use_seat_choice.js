import { markRaw, useState } from "@odoo/owl";
import { kindLabel } from "@ticket_venue/seat_map/seat_map_data";
import { useService } from "@web/core/utils/hooks";
import {
    countChosen,
    seatsOfKind,
    seatsOfSection,
    seatsTouched,
    toggleSeats,
} from "../utils/seat_choice.js";

/** The seats that staff chose on the map of a session, and what they may do with them. */
export class SeatChoice {
    constructor(services) {
        this.services = markRaw(services);
        this.acts = [];
        this.kinds = [];
        this.tool = "seat";
        this.chosen = new Set();
    }

    /** Another session is shown: nothing is chosen yet. */
    async load(sessionId) {
        this.sessionId = sessionId;
        this.clear();
        this.acts = await this.services.orm.silent.call("ticket.session", "get_map_acts", [
            sessionId,
        ]);
    }

    setGeometry(geometry) {
        this.geometry = geometry;
        const first = (code) => seatsOfKind(geometry, code)[0];
        this.kinds = geometry.kindCodes
            .filter((code) => code !== "standard")
            .map((code) => ({ code, name: kindLabel(geometry, first(code)) || code }));
    }

    counts(states) {
        return countChosen(this.chosen, states);
    }

    /** What the map is given: it reacts only for staff who may do something. */
    get handlers() {
        if (!this.acts.length) {
            return {};
        }
        const bySection = this.tool === "section";
        return {
            lasso: this.tool === "lasso",
            onPick: (seat) => this.toggle(seatsTouched(this.geometry, seat, this.tool)),
            onLasso: (seats) => this.toggle(seats),
            onPickSection: bySection
                ? (section) => this.toggle(seatsOfSection(this.geometry, section))
                : undefined,
        };
    }

    toggle(seats) {
        this.chosen = toggleSeats(this.chosen, seats);
    }

    toggleKind(code) {
        this.toggle(seatsOfKind(this.geometry, code));
    }

    setTool(tool) {
        this.tool = tool;
    }

    clear() {
        this.chosen = new Set();
    }

    /** Does at once what the server can do without asking, else opens its dialog. */
    async act(name) {
        const seats = [...this.chosen].map((seat) => this.geometry.ids[seat]);
        const args = [this.sessionId, name, seats];
        const dialog = await this.services.orm.call("ticket.session", "get_map_act", args);
        if (dialog) {
            await this.services.action.doAction(dialog, { onClose: () => this.finish() });
        } else {
            await this.finish();
        }
    }

    async finish() {
        this.clear();
        await this.services.onDone();
    }
}

export function useSeatChoice(onDone) {
    const services = { orm: useService("orm"), action: useService("action") };
    return useState(new SeatChoice({ ...services, onDone }));
}
