import { Component } from "@odoo/owl";

/** The report for the receipt printer; each row of a wide table is a small list. */
export class TicketShiftSlip extends Component {
    static template = "ticket_pos.TicketShiftSlip";
    static props = { document: Object };

    texts({ columns }, row) {
        return row.filter((cell, index) => cell && !columns[index].is_number).join(" · ");
    }

    numbers({ columns }, row) {
        return columns
            .map(({ label, is_number }, index) => ({ label, is_number, value: row[index] }))
            .filter(({ is_number }) => is_number);
    }
}
