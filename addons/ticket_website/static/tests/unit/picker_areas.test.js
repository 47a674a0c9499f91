import { describe, expect, test } from "@odoo/hoot";
import { click, queryText } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { GEOMETRY, HOLD, mountPicker, OFFER, server, setUpShop } from "./picker_house";

describe.current.tags("desktop");
defineMailModels();
setUpShop();

const FLOOR = { id: 9, name: "Floor", zone_id: 5, left: 3 };
const STANDING = HOLD.places.map((place) => ({ ...place, seat_id: 0, section_id: 9 }));

/** A hall with one standing area and no seats. */
async function mountHall(values = {}) {
    server.shop.geometry = async () => ({
        ...GEOMETRY,
        count: 0,
        ids: [],
        sections: [{ id: 9, name: "Floor", kind: "standing", first: 0, count: 0 }],
        rows: [],
        x: [],
        y: [],
        numbers: [],
        kinds: [],
    });
    server.shop.hold = async (session, wanted) => {
        expect.step(["hold", session, wanted]);
        return { hold: { ...HOLD, places: STANDING } };
    };
    const offer = { ...OFFER, seat_zones: [], areas: [{ ...FLOOR, ...values }] };
    return mountPicker({ offer, limit: 4, waiting: "/session/7/waiting" });
}

test("places without numbers are bought by type and quantity, in one act", async () => {
    await mountHall();
    expect(".o_ticket_seat_map").toHaveCount(0);
    await click(".o_ticket_area_type:eq(0) button:last");
    await click(".o_ticket_area_type:eq(1) button:last");
    await animationFrame();
    expect(queryText(".o_ticket_area_foot strong")).toBe("¥570");
    await click(".o_ticket_area_take");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([
        ["hold", 7, { best: { count: 2, zone_id: false, section_id: 9 } }],
        ["cart", "secret", { 111: 1, 112: 2 }],
        ["go", "/shop/cart"],
    ]);
});

test("no more can be asked for than are left, and what is left is kept up to date", async () => {
    await mountHall({ left: 1 });
    await click(".o_ticket_area_type:eq(0) button:last");
    await animationFrame();
    expect(".o_ticket_area_type:eq(1) button:last").not.toBeEnabled();
    server.shop.areas = async () => ({ 9: 0 });
    await advanceTime(3000);
    await animationFrame();
    expect(".o_ticket_area_head small").toHaveText("Sold out");
    expect(".o_ticket_area a").toHaveAttribute("href", "/session/7/waiting");
});
