/* global posmodel */

import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

const start = () => [Dialog.confirm("Open Register"), ...SeatScreen.isShown()];

/** What another till does at this moment, through the same methods. */
function atAnotherTill(content, act) {
    return {
        content,
        trigger: "body",
        run: () => act(posmodel.ticketDesk, posmodel.getOrder()),
    };
}

registry.category("web_tour.tours").add("ticket_pos_sell_seats_and_popcorn", {
    steps: () =>
        [
            start(),
            SeatScreen.showList("Stalls", "2"),
            SeatScreen.pickSeat("3"),
            SeatScreen.pickSeat("4"),
            SeatScreen.totalIs("760.00"),
            SeatScreen.changeType("Seat 4", "Child"),
            SeatScreen.totalIs("570.00"),
            SeatScreen.openProducts(),
            ProductScreen.clickDisplayedProduct("Popcorn"),
            SeatScreen.open(),
            SeatScreen.totalIs("595.00"),
            SeatScreen.pay(),
            PaymentScreen.isShown(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            SeatScreen.ticketsAreListed(2),
            ReceiptScreen.clickNextOrder(),
            SeatScreen.isShown(),
            SeatScreen.cartIsEmpty(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_five_touches", {
    steps: () =>
        [
            start(),
            SeatScreen.showList("Stalls", "2"),
            // From here on five touches: two seats, payment, (cash is the only way) validate.
            SeatScreen.pickSeat("3"),
            SeatScreen.pickSeat("4"),
            SeatScreen.pay(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            SeatScreen.ticketsAreListed(2),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_give_seats_back", {
    steps: () =>
        [
            start(),
            SeatScreen.showList("Stalls", "2"),
            SeatScreen.pickSeat("3"),
            SeatScreen.pickSeat("4"),
            SeatScreen.removeSeat("Seat 3"),
            SeatScreen.openProducts(),
            ProductScreen.clickOrderline("Adult"),
            ProductScreen.clickNumpad("5"),
            Dialog.is({ title: "Tickets are counted by seats" }),
            Dialog.confirm(),
            ProductScreen.clickNumpad("⌫"),
            {
                content: "the line is gone",
                trigger: ".product-screen:not(:has(.orderline))",
            },
            SeatScreen.open(),
            SeatScreen.cartIsEmpty(),
            {
                content: "both seats are free for others again",
                trigger: "body",
                run: async () => {
                    for (let tries = 0; tries < 40; tries++) {
                        await posmodel.ticketDesk.loadSessions();
                        if (posmodel.ticketDesk.session.free === 70) {
                            return;
                        }
                        await new Promise((resolve) => setTimeout(resolve, 250));
                    }
                    throw new Error("the seats were not given back");
                },
            },
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_lost_seat", {
    steps: () =>
        [
            start(),
            SeatScreen.showList("Stalls", "2"),
            SeatScreen.pickSeat("3"),
            SeatScreen.pickSeat("4"),
            atAnotherTill("our hold is over and another till takes seat 3", async (desk, order) => {
                const [lost] = order.ticketSeats;
                await desk.call("ticket_release", [[[lost.token, [lost.place_id]]]]);
                await desk.call("ticket_hold", [
                    desk.sessionId,
                    desk.typeId,
                    { place_ids: [lost.place_id] },
                ]);
            }),
            SeatScreen.pay(),
            Dialog.is({ title: "Somebody else has these seats now" }),
            Dialog.bodyIs("Seat 3"),
            Dialog.confirm(),
            SeatScreen.seatIsInCart("Seat 4"),
            SeatScreen.totalIs("380.00"),
            SeatScreen.pay(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_member_price", {
    steps: () =>
        [
            start(),
            SeatScreen.pickBest(2),
            SeatScreen.totalIs("760.00"),
            SeatScreen.chooseCustomer("Wang Fang"),
            SeatScreen.totalIs("684.00"),
            SeatScreen.pay(),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});
