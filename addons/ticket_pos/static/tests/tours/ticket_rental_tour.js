/* global posmodel */

import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

const start = () => [Dialog.confirm("Open Register"), ...SeatScreen.isShown()].flat();

function scan(code) {
    return {
        content: `scan ${code}`,
        trigger: "body",
        run: () => {
            posmodel.env.services.barcode_reader.scan(code);
        },
    };
}

function click(content, trigger) {
    return { content, trigger, run: "click" };
}

const pay = () =>
    [
        ProductScreen.clickPayButton(),
        PaymentScreen.isShown(),
        PaymentScreen.clickValidate(),
        ReceiptScreen.isShown(),
    ].flat();

registry.category("web_tour.tours").add("ticket_rental_out_and_back", {
    steps: () =>
        [
            start(),
            scan("WC-001"),
            ProductScreen.isShown(),
            ProductScreen.clickOrderline("Rental Deposit"),
            ProductScreen.checkTotalAmount("100.00"),
            ProductScreen.clickNumpad("5"),
            Dialog.is({ title: "Each item has a line of its own" }),
            Dialog.confirm(),
            pay(),
            {
                content: "the slip is on the receipt",
                trigger: ".pos-receipt .o_rental_slip:contains(WC-001) .o_rental_slip_code",
            },
            ReceiptScreen.clickNextOrder(),
            SeatScreen.isShown(),
            scan("WC-002"),
            { content: "it was out for two hours", trigger: ".o_rental_duration:contains(2 h 15)" },
            { content: "80 go back", trigger: ".o_rental_balance:contains(80.00)" },
            click("take it back", ".o_rental_back:enabled"),
            ProductScreen.isShown(),
            ProductScreen.checkTotalAmount("80.00"),
            pay(),
            Chrome.endTour(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_rental_is_spared", {
    steps: () =>
        [
            start(),
            scan("WC-001"),
            ProductScreen.isShown(),
            ProductScreen.clickDisplayedProduct("Popcorn"),
            ProductScreen.checkTotalAmount("122.50"),
            Chrome.endTour(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_rental_by_eye", {
    steps: () =>
        [
            start(),
            click("open the rental", ".o_rental_navbar"),
            click("a wheelchair", ".o_rental_choice:contains(Wheelchair 1)"),
            {
                content: "a card goes along",
                trigger: ".o_rental_card",
                run: "edit 04A1B2",
            },
            click("give it out", ".o_rental_out"),
            ProductScreen.isShown(),
            pay(),
            ReceiptScreen.clickNextOrder(),
            click("open the rental", ".o_rental_navbar"),
            {
                content: "the customer's card",
                trigger: ".o_rental_search",
                run: "edit 04a1b2",
            },
            { content: "read it", trigger: ".o_rental_search", run: "press Enter" },
            click("it is damaged", ".o_rental_damaged"),
            { content: "how much", trigger: ".o_rental_compensation", run: "edit 30" },
            { content: "what", trigger: ".o_rental_note", run: "edit Brake" },
            { content: "70 go back", trigger: ".o_rental_balance:contains(70.00)" },
            click("take it back", ".o_rental_back:enabled"),
            ProductScreen.isShown(),
            ProductScreen.clickOrderline("Equipment Rental"),
            ProductScreen.clickNumpad("⌫"),
            {
                content: "all lines of the loan are gone",
                trigger: ".product-screen:not(:has(.orderline))",
            },
            scan("WC-001"),
            click("take it back again", ".o_rental_back:enabled"),
            ProductScreen.isShown(),
            pay(),
            Chrome.endTour(),
        ].flat(),
});
