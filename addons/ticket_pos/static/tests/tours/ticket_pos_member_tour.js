/* global posmodel */

import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

function step(content, trigger, run) {
    return { content, trigger, run };
}

function scan(code) {
    return step(`scan ${code}`, "body", () => posmodel.env.services.barcode_reader.scan(code));
}

function shows(...words) {
    return words.map((word) =>
        step(`the panel says ${word}`, `.o_ticket_member_panel:contains(${word})`),
    );
}

function isClosed() {
    return step("the order again", "body:not(:has(.o_ticket_member))");
}

function payAll() {
    return [
        SeatScreen.pay(),
        PaymentScreen.isShown(),
        PaymentScreen.clickValidate(),
        ReceiptScreen.isShown(),
    ].flat();
}

function nextCustomer() {
    return [ReceiptScreen.clickNextOrder(), SeatScreen.isShown()].flat();
}

registry.category("web_tour.tours").add("ticket_pos_member_stored_value", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            scan("04:A2:2B:7C"),
            shows("Wang Fang", "Is the customer", "Nothing stored yet", "04A22B7C"),
            step("top up", ".o_ticket_member_top_up:contains(500)", "click"),
            isClosed(),
            SeatScreen.totalIs("500.00"),
            payAll(),
            nextCustomer(),
            SeatScreen.pickBest(1),
            SeatScreen.totalIs("380.00"),
            step("the member's phone", "body", "press alt+b"),
            step("is typed", ".o_ticket_member_search", "edit 5678"),
            step("and looked up", ".o_ticket_member .btn-primary", "click"),
            shows("Wang Fang", "500.00"),
            step("pay with it", ".o_ticket_member_pay", "click"),
            isClosed(),
            SeatScreen.totalIs("0.00"),
            SeatScreen.pickBest(1),
            SeatScreen.totalIs("260.00"),
            payAll(),
            SeatScreen.ticketsAreListed(2),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_member_upgrade", {
    steps: () =>
        [
            SeatScreen.isShown(),
            scan("04A22B7C"),
            shows("Silver", "Renew Silver", "Upgrade to Gold"),
            step("upgrade", ".o_ticket_member_offer:contains(Upgrade)", "click"),
            isClosed(),
            SeatScreen.totalIs("200.00"),
            payAll(),
            nextCustomer(),
            step("the new card", "body", "press alt+b"),
            step("by name", ".o_ticket_member_search", "edit Wang Fang"),
            step("look up", ".o_ticket_member .btn-primary", "click"),
            shows("Gold"),
            step("it was lost", ".o_ticket_member_replace", "click"),
            step("another", ".o_ticket_member_code", "edit BBBB2222"),
            step("is given", ".o_ticket_member_issue", "click"),
            step(
                "the old one is worth nothing",
                ".o_ticket_member_card:contains(04A22B7C):contains(Replaced)",
            ),
            step("enough", ".modal-header .btn-close", "click"),
            isClosed(),
            scan("04A22B7C"),
            step("the old card opens nothing", ".o_notification:contains(was replaced)"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_gift_card", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            SeatScreen.pickBest(1),
            scan("GIFT-2026-01"),
            SeatScreen.totalIs("280.00"),
            payAll(),
        ].flat(),
});
