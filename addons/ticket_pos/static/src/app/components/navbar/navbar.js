import { Navbar } from "@point_of_sale/app/components/navbar/navbar";
import { TicketPrintBadge } from "@ticket_pos/app/components/ticket_print_badge/ticket_print_badge";
import { patch } from "@web/core/utils/patch";

patch(Navbar, { components: { ...Navbar.components, TicketPrintBadge } });

patch(Navbar.prototype, {
    get mainButton() {
        return this.pos.router.state.current === "SeatScreen" ? "tickets" : super.mainButton;
    },
});
