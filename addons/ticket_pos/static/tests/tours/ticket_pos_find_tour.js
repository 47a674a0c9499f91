/* global posmodel */

import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Find from "@ticket_pos/../tests/tours/utils/find_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

const start = () => [Dialog.confirm("Open Register"), ...SeatScreen.isShown()];

registry.category("web_tour.tours").add("ticket_pos_hand_out", {
    steps: () =>
        [
            start(),
            Find.open(),
            Find.search("no such order"),
            Find.findsNothing(),
            Find.search("S90210"),
            Find.shows("S90210", "L* H**"),
            Find.act("pickup"),
            {
                content: "nobody has proved anything",
                trigger: ".o_ticket_pickup_confirm:disabled",
            },
            Find.prove("phone", "8000"),
            Find.collectedBy("Ann Lee"),
            Find.confirm(),
            {
                content: "both tickets are on their way",
                trigger: ".o_ticket_pickup .o_ticket_print_row:nth-child(2)",
            },
            Find.done(),
            Find.shows("S90210", "handed out", "Ann Lee"),
            {
                content: "they are not handed out twice",
                trigger: ".o_ticket_find_card:not(:has(.o_ticket_find_act_pickup))",
            },
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_find_by_scan", {
    steps: () =>
        [
            start(),
            Find.scan("4539148803436467"),
            Find.shows("S90210"),
            Find.act("pickup"),
            Find.confirm(),
            {
                content: "the ticket that was scanned is on its way",
                trigger: ".o_ticket_pickup .o_ticket_print_row:contains(Seat 2)",
            },
            Find.done(),
            Find.scan("S90210"),
            Find.shows("S90210", "handed out"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_hand_out_refused", {
    steps: () =>
        [
            start(),
            Find.open(),
            Find.kind("Order"),
            Find.search("s90210"),
            Find.act("pickup"),
            Find.prove("phone", "8001"),
            Find.confirm(),
            {
                content: "the answer is wrong",
                trigger: ".o_ticket_pickup_refused:contains(does not fit)",
            },
            {
                content: "nothing was handed out",
                trigger: "body",
                run: async () => {
                    const { ticket_find } = posmodel.env.services;
                    const { results } = await ticket_find.find("S90210");
                    if (results[0].tickets.some(({ collected }) => collected)) {
                        throw new Error("handed out without a proof");
                    }
                },
            },
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_hand_out_by_scan", {
    steps: () =>
        [
            start(),
            Find.open(),
            Find.search("S90210"),
            Find.act("pickup"),
            Find.scan("4539148803436467"),
            {
                content: "the code is the proof",
                trigger: ".o_ticket_pickup:contains(has the ticket's code)",
            },
            Find.confirm(),
            Find.done(),
        ].flat(),
});
