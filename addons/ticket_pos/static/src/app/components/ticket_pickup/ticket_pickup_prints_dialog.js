import { Component } from "@odoo/owl";
import { TicketPickupPrints } from "@ticket_pos/app/components/ticket_pickup/ticket_pickup_prints";
import { Dialog } from "@web/core/dialog/dialog";

/** The copies that were asked for, as they come out. */
export class TicketPickupPrintsDialog extends Component {
    static template = "ticket_pos.TicketPickupPrintsDialog";
    static components = { Dialog, TicketPickupPrints };
    static props = { ticketIds: { type: Array, element: Number }, close: Function };
}
