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
