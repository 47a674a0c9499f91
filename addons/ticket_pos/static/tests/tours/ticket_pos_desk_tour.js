/* global posmodel */

import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { registry } from "@web/core/registry";

// Named, not imported: the tours of the back office load this file without the till.
const deskActions = registry.category("ticket_desk_actions");
const deskScans = registry.category("ticket_desk_scans");

const done = [];

function step(content, trigger, run) {
    return { content, trigger, run };
}

function scan(code) {
    return step(`scan ${code}`, "body", () => posmodel.env.services.barcode_reader.scan(code));
}

function isDone(...acts) {
    return step(`done: ${acts}`, "body", () => {
        if (done.join() !== acts.join()) {
            throw new Error(`expected ${acts}, got ${done}`);
        }
        done.length = 0;
    });
}

/** Acts as other parts of the till register them. */
function addActs() {
    for (let i = 0; i < 7; i++) {
        deskActions.add(`act_${i}`, {
            label: `Act ${i}`,
            icon: "fa-star",
            shortcut: i < 2 ? `alt+${i}` : undefined,
            sequence: i - 10, // before those of other parts
            isShown: () => i !== 3,
            run: ({ pos, dialog, env }) => done.push(`${i}${pos && dialog && env ? "" : "!"}`),
        });
    }
    const scans = { second: [20, "TK-2"], first: [10, "TK-"] };
    for (const [name, [sequence, code]] of Object.entries(scans)) {
        deskScans.add(name, {
            sequence,
            scan: async (scanned) => {
                done.push(`${name} ${scanned}`);
                return scanned === code;
            },
        });
    }
}

registry.category("web_tour.tours").add("ticket_pos_desk_seams", {
    steps: () =>
        [
            step("others register", "body", addActs),
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            SeatScreen.openProducts(),
            SeatScreen.open(),
            step("an act", ".o_ticket_desk_actions [data-act=act_0]", "click"),
            step("its key", "body", "press alt+1"),
            isDone("0", "1"),
            step("what this till cannot do", ".o_ticket_desk_actions:not(:has([data-act=act_3]))"),
            step("more", ".o_ticket_desk_more", "click"),
            step("an act of many", ".o_ticket_desk_act[data-act=act_6]", "click"),
            isDone("6"),
            step("ask for the keys", "body", "press ?"),
            step("they are told", ".o_ticket_shortcut_sheet:contains(Act 1):contains(Alt)"),
            step("without what is not shown", ".o_ticket_shortcut_sheet:not(:contains(Act 3))"),
            step("enough", ".modal-footer .btn-primary", "click"),
            scan("TK-2"),
            isDone("first TK-2", "second TK-2"),
            scan("TK-"),
            isDone("first TK-"),
            scan("5901234123457"),
            step("goods", ".o_ticket_cart:contains(Other items: 1)"),
            isDone(),
            scan("NOBODY"),
            step("nobody knows it", ".o_notification:contains(Unknown Barcode)"),
            isDone("first NOBODY", "second NOBODY"),
        ].flat(),
});

/** The state of the first free seat as the till sees it. */
const seen = {};

registry.category("web_tour.tours").add("ticket_pos_live_seats", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            step("the till follows its session", "body", () => {
                const { ticketDesk: desk } = posmodel;
                seen.index = desk.states.indexOf(0);
                seen.asked = 0;
                const refresh = desk.refreshAvailability.bind(desk);
                desk.refreshAvailability = () => {
                    seen.asked++;
                    return refresh();
                };
                if (
                    desk.live.channel !== `ticket_pos.seats/${odoo.pos_config_id}/${desk.sessionId}`
                ) {
                    throw new Error(`the till follows ${desk.live.channel}`);
                }
            }),
            step("a word from the bus takes a seat", "body", () => {
                const { ticketDesk: desk } = posmodel;
                const news = (id, state) => ({
                    session_id: desk.sessionId,
                    seats: [[desk.map.ids[id], state]],
                    ask: false,
                });
                desk.live.hear(news(seen.index, 1));
                if (desk.states[seen.index] !== 1 || seen.asked) {
                    throw new Error("the seat should be taken without asking");
                }
            }),
            step("what was not heard makes the till ask more often", "body", async () => {
                const { ticketDesk: desk } = posmodel;
                await desk.refreshAvailability();
                if (desk.states[seen.index] !== 0 || desk.live.pause !== 2500) {
                    throw new Error("the server's word counts");
                }
            }),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_home", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            step("what starts next", ".o_ticket_next:contains(Nutcracker)"),
            step("its key", "body", "press alt+n"),
            step("it is on the screen", ".o_ticket_next.active"),
            step("no favourites yet", "nav:not(:has([data-filter=favourite]))"),
            step("star a show", ".o_ticket_star[title*='Swan Lake']", "click"),
            step("favourites", "[data-filter=favourite]", "click"),
            step(
                "only those",
                "nav:has(.o_ticket_session:contains(Swan)):not(:has(.o_ticket_session:contains(Nut)))",
            ),
            step("all", "[data-filter=all]", "click"),
            step("search by initials", ".o_ticket_session_search", "edit htjz"),
            step("found", "nav:not(:has(.o_ticket_session:contains(Swan)))"),
            step("search by name", ".o_ticket_session_search", "edit swan"),
            step("take the first", ".o_ticket_session_search", "press Enter"),
            step("it is on the screen", ".o_ticket_session_row.active:contains(Swan Lake)"),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_two_adults_and_a_child", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            SeatScreen.pickBest(3),
            SeatScreen.totalIs("1,140.00"),
            step(
                "one more child",
                ".o_ticket_type_row:contains(Child) .o_ticket_type_more",
                "click",
            ),
            step("a child", ".o_ticket_type_row:contains(Child) .o_ticket_type_count:text(1)"),
            step("two adults", ".o_ticket_type_row:contains(Adult) .o_ticket_type_count:text(2)"),
            SeatScreen.totalIs("950.00"),
            step("the best three of a zone", ".o_ticket_zone_best:eq(0)", "click"),
            step(
                "three adults more",
                ".o_ticket_type_row:contains(Adult) .o_ticket_type_count:text(5)",
            ),
            step(
                "a child less",
                ".o_ticket_type_row:contains(Child) .o_ticket_type_fewer",
                "click",
            ),
            step("no child", ".o_ticket_type_row:contains(Child):not(:has(.o_ticket_type_count))"),
            step("five seats", ".o_ticket_cart:not(:has(.o_ticket_cart_seat:eq(5)))"),
            SeatScreen.totalIs("1,900.00"),
            step("all seats go back", ".o_ticket_clear", "click"),
            SeatScreen.cartIsEmpty(),
        ].flat(),
});

registry.category("web_tour.tours").add("ticket_pos_keyboard_only", {
    steps: () =>
        [
            Dialog.confirm("Open Register"),
            SeatScreen.isShown(),
            step("best three", "body", "press 3"),
            SeatScreen.totalIs("1,140.00"),
            step("the second type", "body", "press shift+2"),
            SeatScreen.totalIs("950.00"),
            step("one seat less", "body", "press Delete"),
            step("two seats", ".o_ticket_cart:not(:has(.o_ticket_cart_seat:eq(2)))"),
            step("a zone by its key", "body", "press alt+1"),
            step("five seats", ".o_ticket_cart_seat:eq(4)"),
            step("pay", "body", "press alt+p"),
            step("the payment screen", ".payment-screen .validation-button[data-hotkey=enter]"),
            step("a key for each method", ".paymentmethod[data-hotkey='1']"),
            step("the only one was chosen", ".payment-screen .validation-button.highlight"),
            step("validate", "body", "press alt+Enter"),
            step("paid", ".receipt-screen button.next[data-hotkey=enter]"),
            step("next order", "body", "press alt+Enter"),
            SeatScreen.isShown(),
            SeatScreen.cartIsEmpty(),
        ].flat(),
});
