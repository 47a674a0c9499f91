/* global posmodel */

import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as SeatScreen from "@ticket_pos/../tests/tours/utils/seat_screen_util";
import { deskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { deskScans } from "@ticket_pos/app/services/ticket_scanner";
import { registry } from "@web/core/registry";

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
            sequence: 200 + i,
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
