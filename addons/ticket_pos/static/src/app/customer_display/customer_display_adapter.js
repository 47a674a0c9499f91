import { CustomerDisplayPosAdapter } from "@point_of_sale/app/customer_display/customer_display_adapter";
import { shownSelection } from "@ticket_pos/utils/display";
import { patch } from "@web/core/utils/patch";

patch(CustomerDisplayPosAdapter.prototype, {
    /** The display is told which places a line is of, and never how they are held. */
    getOrderlineData(line) {
        const shown = super.getOrderlineData(...arguments);
        if (line.isTicketLine && !line.refunded_orderline_id) {
            shown.ticket = shownSelection(line.ticket_selection);
        }
        if (line.ticket_rental?.act) {
            shown.rental = line.ticket_rental.act;
        }
        return shown;
    },
});
