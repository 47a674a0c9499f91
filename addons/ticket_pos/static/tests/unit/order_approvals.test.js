import { afterEach, describe, expect, test } from "@odoo/hoot";
import { click, fill, press } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { TicketPriceDialog } from "@ticket_pos/app/components/ticket_price_dialog/ticket_price_dialog";
import { approveOrder, orderApprovals } from "@ticket_pos/app/services/ticket_order_approvals";
import { changeWords } from "@ticket_pos/app/services/ticket_user_price";

describe.current.tags("desktop");
describe.current.timeout(20_000); // the first till of a run loads slowly
definePosModels();

afterEach(() => orderApprovals.remove("test"));

/** An order that needs a supervisor for `keys`, and a server that grants what it is asked. */
async function needing(keys) {
    await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    const asked = [];
    const data = {
        async call(model, method, args) {
            if (method === "ticket_supervisors") {
                return [{ id: 3, name: "Sam" }];
            }
            asked.push(args[3].keys);
            return { token: `grant ${asked.length}`, message: false };
        },
    };
    const wanted = { keys };
    orderApprovals.add("test", (order) =>
        order.isTested
            ? [{ act: "price", model: "pos.order", summary: "−25 %", keys: wanted.keys }]
            : [],
    );
    const order = { uuid: "u", uiState: {}, isTested: true, ticketSeats: [], lines: [] };
    Object.assign(order, { ticketDiscountLines: [], ticketReturnLines: [] });
    const pos = { data, config: { id: 1 } };
    const approve = async () => {
        const answer = approveOrder({ pos, dialog: getService("dialog") }, order);
        await animationFrame();
        await animationFrame();
        if (document.querySelector(".o_ticket_supervisor")) {
            await fill("274951");
            await press("Enter");
        }
        return answer;
    };
    return { order, asked, wanted, approve };
}

test("an approved order is not asked about again", async () => {
    const { order, asked, approve } = await needing(["u", 7]);
    expect(await approve()).toBe(true);
    expect(await approve()).toBe(true);
    expect(asked).toEqual([["u", 7]]);
    expect(order.ticket_grants).toEqual({ price: "grant 1" });
});

test("a changed order is asked about again", async () => {
    const { order, asked, wanted, approve } = await needing(["u", 7]);
    await approve();
    wanted.keys = ["u", 8];
    expect(await approve()).toBe(true);
    expect(asked).toEqual([
        ["u", 7],
        ["u", 8],
    ]);
    expect(order.ticket_grants).toEqual({ price: "grant 2" });
});

test("an approval that has run out is asked for again", async () => {
    const { asked, approve } = await needing(["u", 7]);
    await approve();
    await advanceTime(106_000);
    await approve();
    expect(asked.length).toBe(2);
});

test("changed prices are told in words", () => {
    const format = (amount) => `¥${amount.toFixed(2)}`;
    expect(changeWords({ kind: "percent", value: 1250 }, format, 2)).toBe("−12.5 %");
    expect(changeWords({ kind: "amount", value: 3000 }, format, 2)).toBe("−¥30.00");
    expect(changeWords({ kind: "amount", value: 30 }, format, 0)).toBe("−¥30.00");
    expect(changeWords(undefined, format, 2)).toBe("");
});

/** The dialog for two seats; what it answers. */
async function openDialog(kind) {
    await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    let answer = null;
    getService("dialog").add(TicketPriceDialog, {
        kind,
        digits: 2,
        seats: [
            { place_id: 7, label: "Seat 7", change: "" },
            { place_id: 8, label: "Seat 8", change: "" },
        ],
        getPayload: (payload) => (answer = payload),
    });
    await animationFrame();
    return () => answer;
}

test("a price changes by whole numbers, for the chosen seats, with a reason", async () => {
    const answer = await openDialog("percent");
    await click(".o_ticket_price_seats button:first");
    await click(".o_ticket_price_value");
    await fill("12.5");
    await animationFrame();
    expect(".o_ticket_price_confirm").not.toBeEnabled();
    await click(".o_ticket_price_reason");
    await fill("Pillar");
    await animationFrame();
    await click(".o_ticket_price_confirm");
    expect(answer()).toEqual({
        placeIds: [8],
        override: { kind: "percent", value: 1250, reason: "Pillar" },
    });
});

test("all of a price is not taken off by percent", async () => {
    await openDialog("percent");
    await click(".o_ticket_price_value");
    await fill("100");
    await click(".o_ticket_price_reason");
    await fill("Press");
    await animationFrame();
    expect(".o_ticket_price_confirm").not.toBeEnabled();
});

test("the full price needs no reason", async () => {
    const answer = await openDialog("free");
    await click("[data-kind=full]");
    await animationFrame();
    await click(".o_ticket_price_confirm");
    expect(answer()).toEqual({ placeIds: [7, 8], override: null });
});
