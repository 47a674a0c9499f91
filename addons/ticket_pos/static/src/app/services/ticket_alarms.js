import { TicketAlarms } from "@ticket_sale/alarm/alarm_service";
import { patch } from "@web/core/utils/patch";

/** A till shows the alarms of the buildings it stands in and sells for, and no others. */
patch(TicketAlarms.prototype, {
    setup() {
        super.setup(...arguments);
        this.alarms = []; // the page tells those of the whole company
        this.ask();
    },
    get question() {
        return { model: "pos.config", method: "ticket_alarms", args: [[odoo.pos_config_id]] };
    },
});
