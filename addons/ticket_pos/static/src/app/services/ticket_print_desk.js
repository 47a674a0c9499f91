import { markRaw } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { Reactive } from "@web/core/utils/reactive";

const MESSAGE = "TICKET_PRINT";
/** News comes in bursts: one question is enough for all of it. */
const GATHER_MS = 150;
/** Only while something is open: should the websocket have lost a word. */
const SAFETY_MS = 15000;

/**
 * What the till knows about its printing. The server tells when something changes; what it
 * is then asked, in the words of whoever works here.
 */
export class TicketPrintDesk extends Reactive {
    constructor(services) {
        super();
        this.setup(services);
    }

    setup({ pos, orm }) {
        this.pos = pos;
        this.orm = orm;
        this.printer = false;
        this.printers = [];
        this.problems = [];
        this.reasons = [];
        this.waiting = 0;
        this.shift = { printed: 0, spoiled: 0 };
        this.reprint_limit = false;
        this.raw = markRaw({ listeners: new Set(), timer: null, safety: null });
    }

    start() {
        this.pos.data.connectWebSocket(MESSAGE, (message) => this.hear(message));
        this.pos.data.bus.addEventListener("BUS:RECONNECT", () => this.soon());
        this.refresh();
    }

    /** Call `listener(jobs)` at each piece of news; returns how to stop that. */
    listen(listener) {
        this.raw.listeners.add(listener);
        return () => this.raw.listeners.delete(listener);
    }

    hear({ jobs }) {
        for (const listener of this.raw.listeners) {
            listener(jobs);
        }
        this.soon();
    }

    soon() {
        browser.clearTimeout(this.raw.timer);
        this.raw.timer = browser.setTimeout(() => this.refresh(), GATHER_MS);
    }

    async refresh() {
        try {
            this.show(await this.call(this.orm.silent, "ticket_print_desk"));
        } catch {
            // asked again; the tickets are sold in any case
        }
        browser.clearTimeout(this.raw.safety);
        if (this.waiting || this.problems.length) {
            this.raw.safety = browser.setTimeout(() => this.refresh(), SAFETY_MS);
        }
    }

    show(answer) {
        Object.assign(this, answer);
        return answer;
    }

    call(orm, method, args = []) {
        return orm.call("pos.config", method, [[this.pos.config.id], ...args]);
    }

    // --- what people decide ----------------------------------------------------

    /** @param {"retry" | "printed" | "cancelled" | "moved"} decision */
    async decide(jobIds, decision, printerId = false) {
        return this.show(
            await this.call(this.orm, "ticket_print_decide", [jobIds, decision, printerId]),
        );
    }

    /** @param {string} grant a supervisor's approval; "" without */
    async reprint(jobIds, { reasonId, note }, grant = "") {
        const args = [jobIds, reasonId, note, false, grant];
        return this.show(await this.call(this.orm, "ticket_print_spoil", args));
    }

    // --- what is shown ---------------------------------------------------------

    get inTrouble() {
        return this.printer && this.printer.state === "trouble";
    }

    /** Where a job of that printer can go in one tap. */
    spareOf(printerId) {
        const all = this.printer ? [this.printer, ...this.printers] : this.printers;
        const spareId = all.find((printer) => printer.id === printerId)?.spare_id;
        return all.find((printer) => printer.id === spareId);
    }

    othersThan(printerId) {
        const all = this.printer ? [this.printer, ...this.printers] : this.printers;
        return all.filter((printer) => printer.id !== printerId);
    }

    /** Jobs that can go elsewhere without anybody looking at paper first. */
    get movable() {
        return this.problems.filter((job) => !job.uncertain);
    }
}

export const ticketPrintDeskService = {
    dependencies: ["pos", "orm"],
    start(env, services) {
        const desk = new TicketPrintDesk(services);
        if (services.pos.config.ticket_selling) {
            desk.start();
        }
        return desk;
    },
};

registry.category("services").add("ticket_print_desk", ticketPrintDeskService);
