import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as TicketScreen from "@point_of_sale/../tests/pos/tours/utils/ticket_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ticket_pos_refund_one_of_two", {
    steps: () =>
        [
            SeatScreen.isShown(),
            Chrome.clickOrders(),
            TicketScreen.selectFilter("Paid"),
            TicketScreen.selectOrderByPrice("760.00"),
            ProductScreen.clickNumpad("1"),
            TicketScreen.confirmRefund(),
            {
                content: "choose the second ticket",
                trigger: ".o_ticket_refund_choice:contains(Seat 4)",
                run: "click",
            },
            Dialog.confirm("Take back"),
            PaymentScreen.isShown(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            {
                content: "the receipt names the seat that was given back",
                trigger: ".pos-receipt .orderline:contains(Given back):contains(Seat 4)",
            },
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_refund_with_fee", {
    steps: () =>
        [
            SeatScreen.isShown(),
            Chrome.clickOrders(),
            TicketScreen.selectFilter("Paid"),
            TicketScreen.selectOrderByPrice("760.00"),
            ProductScreen.clickNumpad("1"),
            TicketScreen.confirmRefund(),
            {
                content: "choose the second ticket",
                trigger: ".o_ticket_refund_choice:contains(Seat 4)",
                run: "click",
            },
            {
                content: "the fee is told before the act",
                trigger: ".o_ticket_refund_fees:contains(38.00)",
            },
            Dialog.confirm("Take back"),
            PaymentScreen.isShown(),
            PaymentScreen.totalIs("-342.00"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_refund_by_pin", {
    steps: () =>
        [
            SeatScreen.isShown(),
            Chrome.clickOrders(),
            TicketScreen.selectFilter("Paid"),
            TicketScreen.selectOrderByPrice("760.00"),
            ProductScreen.clickNumpad("2"),
            TicketScreen.confirmRefund(),
            {
                content: "the supervisor reads what is given back",
                trigger: ".o_ticket_supervisor_summary:contains(760.00):contains(Seat 4)",
            },
            SeatScreen.typePin("111222"),
            {
                content: "a wrong PIN is told",
                trigger: ".o_ticket_supervisor [role=alert]:contains(wrong)",
            },
            SeatScreen.typePin("274951"),
            PaymentScreen.isShown(),
            PaymentScreen.totalIs("-760.00"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});
