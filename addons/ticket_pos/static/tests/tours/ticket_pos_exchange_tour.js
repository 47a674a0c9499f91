import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as TicketScreen from "@point_of_sale/../tests/pos/tours/utils/ticket_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

function step(content, trigger, run) {
    return { content, trigger, run };
}

/** One of the two tickets of an order, on the way to another seat. */
function startExchange() {
    return [
        SeatScreen.isShown(),
        Chrome.clickOrders(),
        TicketScreen.selectFilter("Paid"),
        TicketScreen.selectOrderByPrice("760.00"),
        step("exchange", ".o_ticket_start_exchange", "click"),
        step("the second ticket", ".o_ticket_refund_choice:contains(Seat 4)", "click"),
        step("go on", ".modal-footer .btn-primary:contains(Choose new seats)", "click"),
        SeatScreen.isShown(),
        step("the old ticket is told", ".o_ticket_exchange:contains(Seat 4):contains(0 of 1)"),
    ].flat();
}

registry.category("web_tour.tours").add("ticket_pos_exchange", {
    steps: () =>
        [
            startExchange(),
            SeatScreen.pay(),
            step("not without a seat", ".o_notification:contains(Choose 1 new seats)"),
            SeatScreen.pickType("Child"),
            SeatScreen.showList("Stalls", "1"),
            SeatScreen.pickSeat("2"),
            SeatScreen.totalIs("-190.00"),
            SeatScreen.pay(),
            step(
                "the supervisor reads both seats",
                ".o_ticket_supervisor_summary:contains(Row 2):contains(Row 1):contains(190.00)",
            ),
            SeatScreen.typePin("274951"),
            PaymentScreen.isShown(),
            PaymentScreen.totalIs("-190.00"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            SeatScreen.ticketsAreListed(1),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_reseat", {
    steps: () =>
        [
            startExchange(),
            SeatScreen.showList("Stalls", "1"),
            SeatScreen.pickSeat("2"),
            step("for nothing", ".o_ticket_reseat:enabled", "click"),
            step("why", ".modal textarea, .modal input[type=text]", "edit Broken chair"),
            step("ask", ".modal-footer .btn-primary", "click"),
            step("it is told", ".o_ticket_supervisor_summary:contains(Free of charge)"),
            SeatScreen.typePin("274951"),
            step("done", ".o_notification:contains(They sit here now):contains(Seat 2)"),
            SeatScreen.cartIsEmpty(),
            step("the exchange is over", ".o_ticket_cart:not(:has(.o_ticket_exchange))"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_exchange_stopped", {
    steps: () =>
        [
            startExchange(),
            SeatScreen.showList("Stalls", "1"),
            SeatScreen.pickSeat("2"),
            step("stop", ".o_ticket_exchange_cancel", "click"),
            SeatScreen.cartIsEmpty(),
            step("the exchange is over", ".o_ticket_cart:not(:has(.o_ticket_exchange))"),
        ].flat(),
});
