import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

function step(content, trigger, run) {
    return { content, trigger, run };
}

function twoSeats() {
    return [
        Dialog.confirm("Open Register"),
        SeatScreen.isShown(),
        SeatScreen.showList("Stalls", "2"),
        SeatScreen.pickSeat("3"),
        SeatScreen.pickSeat("4"),
        SeatScreen.totalIs("760.00"),
    ].flat();
}

function approveAndPay(words) {
    return [
        SeatScreen.pay(),
        step("the supervisor reads it", `.o_ticket_supervisor_summary:contains(${words})`),
        SeatScreen.typePin("274951"),
        PaymentScreen.isShown(),
        PaymentScreen.clickValidate(),
        ReceiptScreen.isShown(),
    ].flat();
}

registry.category("web_tour.tours").add("ticket_pos_change_price", {
    steps: () =>
        [
            twoSeats(),
            step("change the price", "body", "press alt+o"),
            step("of one only", ".o_ticket_price_seats button:contains(Seat 3)", "click"),
            step("a percentage", ".o_ticket_price_value", "edit 25"),
            step("not without a reason", ".modal:has(.o_ticket_price_confirm:disabled)"),
            step("why", ".o_ticket_price_reason", "edit Pillar"),
            step("do it", ".o_ticket_price_confirm:enabled", "click"),
            step("it is told", ".o_ticket_cart_discount:contains(Changed price × 1)"),
            SeatScreen.totalIs("665.00"),
            approveAndPay("−25 %"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_complimentary", {
    steps: () =>
        [
            twoSeats(),
            step("for nothing", "body", "press alt+i"),
            step("why", ".o_ticket_price_reason", "edit Press"),
            step("do it", ".o_ticket_price_confirm:enabled", "click"),
            step("it is told", ".o_ticket_cart_discount:contains(Complimentary × 2)"),
            SeatScreen.totalIs("0.00"),
            approveAndPay("complimentary"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_drawer", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            step("open the drawer", "body", "press alt+w"),
            step("why", ".modal textarea, .modal input[type=text]", "edit Change for the bar"),
            step("ask", ".modal-footer .btn-primary", "click"),
            step("it is told", ".o_ticket_supervisor_summary:contains(Change for the bar)"),
            SeatScreen.typePin("274951"),
            step("done", "body:not(:has(.modal))"),
        ].flat(),
});
