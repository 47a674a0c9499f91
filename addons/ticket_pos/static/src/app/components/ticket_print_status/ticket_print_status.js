import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const POLL_MS = 1000;
const PENDING = ["waiting", "sent"];

/** Each ticket of a paid order with how its printing goes, and what to do if it does not. */
export class TicketPrintStatus extends Component {
    static template = "ticket_pos.TicketPrintStatus";
    static props = { orderId: Number };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({
            tickets: [],
            printer: "",
            printers: [],
            loaded: false,
            busy: false,
        });
        onWillStart(() => {
            this.refresh();
        });
        onWillUnmount(() => {
            this.closed = true;
            browser.clearTimeout(this.timer);
        });
    }

    async refresh() {
        try {
            this.show(
                await this.orm.silent.call("pos.order", "ticket_print_states", [
                    [this.props.orderId],
                ]),
            );
        } catch {
            // Asked again with the next tick; the tickets are sold in any case.
        }
        if (!this.closed && (!this.state.loaded || this.pending)) {
            browser.clearTimeout(this.timer);
            this.timer = browser.setTimeout(() => this.refresh(), POLL_MS);
        }
    }

    show(answer) {
        Object.assign(this.state, answer, { loaded: true });
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

    get unfinished() {
        return this.state.tickets.filter(({ job }) => !job || job.state !== "printed");
    }

    get others() {
        const current = this.state.tickets.map(({ job }) => job?.printer || this.state.printer);
        return this.state.printers.filter((printer) => !current.includes(printer.name));
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
            printed: _t("printed"),
            failed: _t("failed"),
            cancelled: _t("cancelled"),
        }[job.state];
    }

    printAgain({ ticketIds = null, printerId = false } = {}) {
        return this.act("ticket_print_again", [ticketIds, printerId]);
    }

    markPrinted(ticket) {
        return this.act("ticket_print_done", [[ticket.id]]);
    }

    async act(method, args) {
        this.state.busy = true;
        try {
            this.show(await this.orm.call("pos.order", method, [[this.props.orderId], ...args]));
            this.refresh();
        } finally {
            this.state.busy = false;
        }
    }
}
