import { Component } from "@odoo/owl";
import { TicketPrintStatus } from "@ticket_pos/app/components/ticket_print_status/ticket_print_status";
import { Dialog } from "@web/core/dialog/dialog";

/** The tickets of an order sold before: how they were printed, and reprints. */
export class TicketOrderPrints extends Component {
    static template = "ticket_pos.TicketOrderPrints";
    static components = { Dialog, TicketPrintStatus };
    static props = { orderId: Number, close: Function };
}
