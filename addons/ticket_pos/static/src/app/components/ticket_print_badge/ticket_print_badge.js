import { Component, useState } from "@odoo/owl";
import { TicketPrintDialog } from "@ticket_pos/app/components/ticket_print_desk/ticket_print_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** In the bar at the top: is every ticket on paper? */
export class TicketPrintBadge extends Component {
    static template = "ticket_pos.TicketPrintBadge";
    static props = {};

    setup() {
        this.desk = useState(useService("ticket_print_desk"));
        this.dialog = useService("dialog");
    }

    get count() {
        return this.desk.problems.length;
    }

    /** `trouble`, `busy`, `low` or `well`. */
    get mood() {
        if (this.count || this.desk.inTrouble) {
            return "trouble";
        }
        if (this.desk.waiting) {
            return "busy";
        }
        const { printer } = this.desk;
        return printer && (printer.paper_low || printer.warnings?.length) ? "low" : "well";
    }

    get label() {
        return {
            trouble: _t("Ticket printing: %(count)s need you", { count: this.count }),
            busy: _t("Ticket printing: %(count)s on their way", { count: this.desk.waiting }),
            low: _t("Ticket printing: paper is low"),
            well: _t("Ticket printing: all is well"),
        }[this.mood];
    }

    open() {
        this.dialog.add(TicketPrintDialog);
    }
}
