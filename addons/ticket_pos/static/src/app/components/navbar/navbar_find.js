import { Navbar } from "@point_of_sale/app/components/navbar/navbar";
import { patch } from "@web/core/utils/patch";

patch(Navbar.prototype, {
    /** A customer with a ticket comes at any moment, whatever screen is open. */
    openTicketFind() {
        this.env.services.ticket_find.open();
    },
});
