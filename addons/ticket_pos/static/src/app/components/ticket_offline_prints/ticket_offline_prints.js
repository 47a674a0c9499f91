import { Component, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { ReceiptScreen } from "@point_of_sale/app/screens/receipt_screen/receipt_screen";
import { markPrinted, signedTickets } from "@ticket_pos/app/services/ticket_lease_sale";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { useService } from "@web/core/utils/hooks";
import { TicketOfflinePaper } from "./ticket_offline_paper";

/** Prints the tickets of an order of offline seats on what this till reaches by itself. */
export class TicketOfflinePrints extends Component {
    static template = "ticket_pos.TicketOfflinePrints";
    static props = { order: Object };

    setup() {
        this.pos = usePos();
        this.printer = useService("printer");
        this.lease = useState(useService("ticket_lease"));
        this.state = useState({ asked: false, keeping: false, error: "" });
    }

    get tickets() {
        return signedTickets(this.props.order, this.lease.sessions);
    }

    get isPrinted() {
        return this.props.order.ticketLines.some((line) => line.ticket_selection.lease?.printed);
    }

    async print() {
        this.state.error = "";
        try {
            const paper = {
                tickets: this.tickets,
                company: this.pos.company.name,
                money: (amount) => this.env.utils.formatCurrency(amount),
            };
            await this.printer.print(TicketOfflinePaper, paper, { webPrintFallback: true });
            this.state.asked = true;
        } catch (error) {
            this.state.error = error?.body || _t("The printer does not answer.");
        }
    }

    /** The cashier has the paper in hand; nobody prints these again, even if the tab dies now. */
    async confirm() {
        Object.assign(this.state, { asked: false, keeping: true });
        await markPrinted(this.lease, this.props.order);
        await this.pos.data.synchronizeLocalDataInIndexedDB();
        this.state.keeping = false;
    }
}

patch(ReceiptScreen, { components: { ...ReceiptScreen.components, TicketOfflinePrints } });

patch(ReceiptScreen.prototype, {
    get hasTickets() {
        return super.hasTickets && !this.hasOfflineTickets;
    },
    /** Until the server has them and prints what is not on paper yet. */
    get hasOfflineTickets() {
        return this.currentOrder.ticketLines.some((line) => line.ticket_selection.lease?.key);
    },
});
