import { Component } from "@odoo/owl";
import { generateQRCodeDataUrl } from "@point_of_sale/utils";

/** Tickets that were signed beforehand, one below the other, for any printer at hand. */
export class TicketOfflinePaper extends Component {
    static template = "ticket_pos.TicketOfflinePaper";
    static props = { tickets: Array, company: String, money: Function };

    spaced(number) {
        return number.match(/.{1,4}/g).join(" ");
    }

    code(token) {
        return generateQRCodeDataUrl(token, { width: 240, height: 240 });
    }
}
