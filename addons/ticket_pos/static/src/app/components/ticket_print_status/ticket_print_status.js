import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { TicketPrintActions } from "@ticket_pos/app/components/ticket_print_actions/ticket_print_actions";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const PENDING = ["waiting", "sent"];
/** Needs no words: shown as soon as it is heard. */
const PLAIN = ["sent", "printed"];
const GATHER_MS = 100;
/** Only while something is on its way: should the websocket have lost a word. */
const SAFETY_MS = 5000;

/** Each ticket of a paid order with how its printing goes, and what to do if it does not. */
export class TicketPrintStatus extends Component {
    static template = "ticket_pos.TicketPrintStatus";
    static components = { TicketPrintActions };
    static props = { orderId: Number };

    setup() {
        this.orm = useService("orm");
        this.desk = useState(useService("ticket_print_desk"));
        this.state = useState({ tickets: [], printer: "", printers: [], busy: false });
        onWillStart(() => {
            this.refresh();
        });
        const stop = this.desk.listen((jobs) => this.hear(jobs));
        onWillUnmount(() => {
            this.closed = true;
            stop();
            browser.clearTimeout(this.timer);
        });
    }

    /** Take over what needs no words at once; ask for the rest. */
    hear(jobs) {
        let quiet = true;
        for (const { job } of this.state.tickets) {
            const state = job && jobs[job.id];
            if (PLAIN.includes(state)) {
                Object.assign(job, { state, error: false, advice: false, uncertain: false });
            } else if (state) {
                quiet = false;
            }
        }
        this.later(quiet ? SAFETY_MS : GATHER_MS);
    }

    later(delay) {
        browser.clearTimeout(this.timer);
        if (!this.closed && (delay < SAFETY_MS || this.pending)) {
            this.timer = browser.setTimeout(() => this.refresh(), delay);
        }
    }

    async refresh() {
        try {
            this.show(
                await this.orm.silent.call("pos.order", "ticket_print_states", [
                    [this.props.orderId],
                ]),
            );
        } catch {
            // Asked again with the next word; the tickets are sold in any case.
        }
        this.later(SAFETY_MS);
    }

    show(answer) {
        Object.assign(this.state, answer);
    }

    get pending() {
        return this.state.tickets.some(({ job }) => job && PENDING.includes(job.state));
    }

    /** Tickets the printer gave back, or that wait for one that does not answer. */
    get stuck() {
        return this.state.tickets.filter(({ job }) => job?.error && job.state !== "printed");
    }

    get retryable() {
        return this.stuck.filter(({ job }) => !job.uncertain);
    }

    /** All goes well so far: no need to offer another printer. */
    get busyPrinting() {
        return this.pending && !this.stuck.length;
    }

    /** What another printer can print without anybody looking at paper first. */
    get movable() {
        return this.state.tickets.filter(
            ({ job }) => !job || (["waiting", "failed"].includes(job.state) && !job.uncertain),
        );
    }

    /** The other printers, the spare first. */
    get others() {
        const current = this.state.tickets.map(({ job }) => job?.printer || this.state.printer);
        const spares = this.stuck.map(({ job }) => this.desk.spareOf(job.printer_id)?.name);
        return this.state.printers
            .filter((printer) => !current.includes(printer.name))
            .sort((a, b) => spares.includes(b.name) - spares.includes(a.name));
    }

    icon(job) {
        if (job?.error && job.state === "waiting") {
            return "fa-exclamation-triangle text-warning";
        }
        return {
            waiting: "fa-clock-o text-muted",
            sent: "fa-circle-o-notch fa-spin text-info",
            printed: "fa-check-circle text-success",
            failed: "fa-exclamation-triangle text-danger",
            spoiled: "fa-trash text-warning",
            cancelled: "fa-ban text-muted",
        }[job?.state || "cancelled"];
    }

    label(job) {
        if (!job) {
            return _t("not printed");
        }
        if (job.uncertain) {
            return _t("look at the paper");
        }
        return {
            waiting: _t("waiting for %(printer)s", { printer: job.printer }),
            sent: _t("printing…"),
            printed:
                job.copy > 1 ? _t("printed, copy %(number)s", { number: job.copy }) : _t("printed"),
            failed: _t("failed"),
            spoiled: _t("spoiled"),
            cancelled: _t("cancelled"),
        }[job.state];
    }

    async printAgain({ ticketIds = null, printerId = false } = {}) {
        this.state.busy = true;
        try {
            const args = [[this.props.orderId], ticketIds, printerId];
            this.show(await this.orm.call("pos.order", "ticket_print_again", args));
            this.later(GATHER_MS);
        } finally {
            this.state.busy = false;
        }
    }
}
