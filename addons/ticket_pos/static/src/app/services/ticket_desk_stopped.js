import { TicketDesk } from "@ticket_pos/app/services/ticket_desk";
import { patch } from "@web/core/utils/patch";

patch(TicketDesk.prototype, {
    setup(env, { bus_service }) {
        super.setup(...arguments);
        // the list says which sessions are stopped, and which go on
        bus_service.subscribe("TICKET_ALARM", () => this.raw.viewers && this.loadSessions());
    },
});
