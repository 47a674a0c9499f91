import { browser } from "@web/core/browser/browser";

const KEY = "ticket_choice";

/** The seats chosen in a session, kept in this tab until they are in the cart. */
export class KeptChoice {
    constructor(session) {
        this.key = `${KEY}_${session}`;
    }

    /** @param {{seatId: number, typeId: number}[]} choices */
    write(choices) {
        const seats = choices.filter(({ index }) => index >= 0);
        try {
            if (seats.length) {
                const kept = seats.map(({ seatId, typeId }) => [seatId, typeId]);
                browser.sessionStorage.setItem(this.key, JSON.stringify(kept));
            } else {
                browser.sessionStorage.removeItem(this.key);
            }
        } catch {
            // No room, or storage is switched off: a reload begins anew.
        }
    }

    /** @returns {[number, number][]} seat and type ids */
    read() {
        try {
            const kept = JSON.parse(browser.sessionStorage.getItem(this.key) || "[]");
            return Array.isArray(kept) ? kept.filter((pair) => Array.isArray(pair)) : [];
        } catch {
            return [];
        }
    }
}
