import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

function step(content, trigger, run) {
    return { content, trigger, run };
}

registry.category("web_tour.tours").add("ticket_pos_package", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            step("packages", "body", "press alt+q"),
            step("the price of all", ".o_ticket_package_price:contains(600.00)"),
            step("the best seats", ".o_ticket_package_take", "click"),
            SeatScreen.totalIs("600.00"),
            step("taken out again", ".o_ticket_cart_package_remove", "click"),
            step("all of it", ".o_ticket_cart:not(:has(.o_ticket_cart_package))"),
            SeatScreen.totalIs("0.00"),
            step("again", "body", "press alt+q"),
            step("the best seats once more", ".o_ticket_package_take:enabled", "click"),
            SeatScreen.totalIs("600.00"),
            SeatScreen.showList("Stalls", "2"),
            SeatScreen.pickSeat("3"),
            step("a second one", "body", "press alt+q"),
            step("in the seat from the map", ".o_ticket_package_own:contains(Seat 3)", "click"),
            SeatScreen.cartIsEmpty(),
            SeatScreen.totalIs("1,200.00"),
            step("two packages", ".o_ticket_cart_package:contains(Seat 3)"),
            SeatScreen.openProducts(),
            ProductScreen.clickDisplayedProduct("Popcorn"),
            SeatScreen.open(),
            SeatScreen.totalIs("1,225.00"),
            SeatScreen.pay(),
            PaymentScreen.isShown(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            SeatScreen.ticketsAreListed(4),
        ].flat(),
});
