import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** The tickets that were found, and which of them the kiosk prints. */
export class Found extends Component {
    static template = "ticket_pos.KioskFound";
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }

    get desk() {
        return this.model.desk;
    }

    fate(ticket) {
        return {
            ready: _t("To print"),
            printed: _t("Printed already"),
            used: _t("Used"),
            over: _t("The show is over"),
        }[ticket.fate];
    }

    get printLabel() {
        const count = this.desk.printable.length;
        return count === 1 ? _t("Print the ticket") : _t("Print %(count)s tickets", { count });
    }
}
