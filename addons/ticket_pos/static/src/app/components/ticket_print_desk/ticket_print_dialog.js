import { Component, useState } from "@odoo/owl";
import { TicketPrintActions } from "@ticket_pos/app/components/ticket_print_actions/ticket_print_actions";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";

/** How the till's printer is, what did not come out, and what to do about it. */
export class TicketPrintDialog extends Component {
    static template = "ticket_pos.TicketPrintDialog";
    static components = { Dialog, TicketPrintActions };
    static props = { close: Function };

    setup() {
        this.desk = useState(useService("ticket_print_desk"));
        this.state = useState({ busy: false });
        this.desk.refresh();
    }

    /** Other printers, the spare first; none while all is well. */
    get others() {
        const { printer } = this.desk;
        if (!printer || !this.desk.movable.length) {
            return [];
        }
        const spare = this.desk.spareOf(printer.id);
        return this.desk
            .othersThan(printer.id)
            .filter(({ state }) => state !== "trouble")
            .sort((a, b) => (b === spare) - (a === spare));
    }

    async all(decision, printerId) {
        this.state.busy = true;
        const { printer, movable } = this.desk;
        const jobs = movable.filter((job) => job.printer_id === printer.id).map(({ id }) => id);
        try {
            await this.desk.decide(jobs, decision, printerId);
        } finally {
            this.state.busy = false;
        }
    }
}
