import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Find from "@ticket_pos/../tests/tours/utils/find_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ticket_pos_swap_voucher", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            Find.scan("CITY0001"),
            Dialog.bodyIs("Put such a ticket into the order"),
            Dialog.confirm(),
            SeatScreen.showList("Stalls", "2"),
            SeatScreen.pickSeat("3"),
            Find.scan("CITY0001"),
            {
                content: "the voucher pays",
                trigger: ".o_notification:contains(City Deals)",
            },
            SeatScreen.pay(),
            PaymentScreen.clickPaymentMethod("Till Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            SeatScreen.ticketsAreListed(1),
        ].flat(),
});
