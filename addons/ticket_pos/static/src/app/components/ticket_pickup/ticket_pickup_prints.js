import { TicketPrintStatus } from "@ticket_pos/app/components/ticket_print_status/ticket_print_status";

/** How the printing of tickets goes that were sold elsewhere. */
export class TicketPickupPrints extends TicketPrintStatus {
    static props = { ticketIds: { type: Array, element: Number } };

    ask(method, ...args) {
        const { id } = this.desk.pos.config;
        return this.orm.silent.call("pos.config", method, [[id], this.props.ticketIds, ...args]);
    }

    async refresh() {
        try {
            this.show(await this.ask("ticket_prints"));
        } catch {
            // Asked again with the next word; the tickets are good in any case.
        }
        this.later(5000);
    }

    async printAgain({ printerId = false } = {}) {
        this.state.busy = true;
        try {
            this.show(await this.ask("ticket_prints_again", printerId));
            this.later(100);
        } finally {
            this.state.busy = false;
        }
    }
}
