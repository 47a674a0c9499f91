import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

function step(content, trigger, run) {
    return { content, trigger, run };
}

function closeRegister() {
    return [...Chrome.clickMenuOption("Close Register")].flat();
}

function open() {
    return [Dialog.confirm("Open Register"), SeatScreen.isShown()].flat();
}

function count(amount) {
    return step(`count ${amount}`, ".close-pos-popup .cash-input input", `edit ${amount}`);
}

const pressClose = step(
    "close the register",
    ".close-pos-popup .modal-footer .btn-primary:enabled",
    "click",
);

registry.category("web_tour.tours").add("ticket_pos_shift_cash_out", {
    steps: () => [
        ...open(),
        ...[Chrome.clickMenuOption("Cash In/Out")].flat(),
        step("an amount", ".modal .input-amount input", "edit 50"),
        step("not without a reason", ".modal-footer .confirm:disabled"),
        step("reasons for cash out", ".o_ticket_cash_reason:contains(To the safe today)", "click"),
        step("a note", ".modal .cash-reason", "edit Bag 4711"),
        step("take it out", ".modal-footer .confirm:enabled", "click"),
        step("it is done", "body:not(:has(.modal))"),
        step("the report", "body", "press alt+h"),
        step(
            "names it",
            ".o_ticket_shift [data-part=moves]:contains(To the safe today):contains(Bag 4711)",
        ),
        step("and the drawer", ".o_ticket_shift [data-part=cash]:contains(50)"),
        step("enough", ".modal-footer .btn:contains(Close)", "click"),
        Chrome.endTour(),
    ],
});

registry.category("web_tour.tours").add("ticket_pos_shift_difference", {
    steps: () => [
        ...SeatScreen.isShown(),
        ...closeRegister(),
        step("a job is told", ".o_ticket_closing_stuck"),
        count("370"),
        step("not before it is read", ".modal-footer .btn-primary:disabled"),
        step("I know", ".o_ticket_closing_told", "click"),
        pressClose,
        step("ten are missing", ".o_ticket_difference_amount:contains(10.00)"),
        step("not without a reason", ".o_ticket_difference_close:disabled"),
        step("count again", ".o_ticket_difference_again", "click"),
        count("375"),
        pressClose,
        step("five are missing", ".o_ticket_difference_amount:contains(5.00)"),
        step("why", ".o_ticket_difference_reason:contains(A mistake)", "click"),
        {
            ...step("close so", ".o_ticket_difference_close:enabled", "click"),
            expectUnloadPage: true,
        },
        step("the back office", ".o_web_client, body"),
    ],
});

registry.category("web_tour.tours").add("ticket_pos_shift_blind", {
    steps: () => [
        ...SeatScreen.isShown(),
        ...closeRegister(),
        step("it says so", ".o_ticket_closing_blind"),
        step("no amounts", ".close-pos-popup:not(:contains(380))"),
        step("no way to fill in", ".close-pos-popup:not(:has(.fa-clone))"),
        count("380"),
        {
            ...pressClose,
            expectUnloadPage: true,
        },
        step("the back office", ".o_web_client, body"),
    ],
});
