import { describe, expect, test } from "@odoo/hoot";
import { click, queryOne, queryText } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { ExchangePicker } from "@ticket_website/session_picker/exchange/exchange_picker";
import { OFFER, OPEN, server, setUpShop } from "./picker_house";

describe.current.tags("desktop");
defineMailModels();
setUpShop();

async function mountExchange(...types) {
    server.shop.exchange = async (url, asked) => {
        expect.step([url, asked.seats, asked.access_token]);
        return { redirect: "/offer" };
    };
    return mountWithCleanup(ExchangePicker, {
        props: {
            offer: OFFER,
            sale: OPEN,
            limit: types.length,
            hold: null,
            exchange: {
                tickets: types.map((typeId, index) => ({ id: 71 + index, type_id: typeId })),
                keep: "/keep",
                back: "/back",
                access_token: "link",
            },
        },
    });
}

test("each ticket gets a seat, and nothing is kept before all have one", async () => {
    const picker = await mountExchange(1, 2);
    expect(queryText(".o_ticket_basket_hint")).toBe("Choose 2 seats on the map.");
    picker.onPick(0);
    await animationFrame();
    expect(queryOne(".o_ticket_buy").disabled).toBe(true);
    picker.onPick(1);
    await animationFrame();
    expect(queryText(".o_ticket_basket_total strong")).toBe("¥570");
    await click(".o_ticket_buy");
    await animationFrame();
    expect.verifySteps([
        ["/keep", { 71: 11, 72: 12 }, "link"],
        ["go", "/offer"],
    ]);
});

test("one seat too many takes the place of the first one", async () => {
    const picker = await mountExchange(1);
    picker.onPick(0);
    picker.onPick(2);
    expect(picker.model.seatOfTickets).toEqual({ 71: 13 });
});

test("seats change their ticket types with each other", async () => {
    const picker = await mountExchange(1, 2);
    picker.onPick(0);
    picker.onPick(1);
    picker.model.setType(picker.model.choices[0], 2);
    expect(picker.model.seatOfTickets).toEqual({ 71: 12, 72: 11 });
});

test("a zone that does not sell the ticket's type has no seats for it", async () => {
    const picker = await mountExchange(3);
    expect(picker.selectable(0)).toBe(false);
});

test("what cannot be kept is told, and the choice stays", async () => {
    const picker = await mountExchange(1);
    server.shop.exchange = async () => ({
        error: { code: "exchange_refused", message: "Not today.", details: {} },
    });
    picker.onPick(0);
    await animationFrame();
    await click(".o_ticket_buy");
    await animationFrame();
    expect(queryText(".o_ticket_notice .alert")).toBe("Not today.");
    expect(picker.model.seatOfTickets).toEqual({ 71: 11 });
});
