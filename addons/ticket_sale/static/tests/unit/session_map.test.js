import { describe, expect, test } from "@odoo/hoot";
import { click } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { user } from "@web/core/user";
import { SessionMap } from "@ticket_sale/session_map/session_map";
import { decodeGeometry } from "@ticket_venue/seat_map/seat_map_data";

describe.current.tags("desktop");
defineMailModels();

const OFFER = {
    session: 5,
    geometry: "/geometry",
    availability: "/availability",
    currency: { name: "CNY", symbol: "¥", position: "before", digits: 2 },
    zones: [
        { id: 1, name: "Front", color: "#3b6fb6", prices: { 1: 680, 2: 340 } },
        { id: 2, name: "Back", color: "#e08a1e", prices: { 1: 280 } },
    ],
    seat_zones: [
        [0, 2],
        [1, 2],
    ],
    areas: [{ id: 8, name: "Floor", zone_id: 2, left: 30 }],
};

function createGeometry() {
    return decodeGeometry({
        v: 1,
        map: 1,
        revision: 1,
        bounds: [0, 0, 150, 0],
        focal: [75, -300],
        count: 4,
        ids: [[11, 4]],
        sections: [
            { id: 7, name: "Stalls", kind: "seated", first: 0, count: 4 },
            { id: 8, name: "Floor", kind: "standing", first: -1, count: 0 },
        ],
        rows: [[0, "A", 0, 4]],
        x: [0, 50, 50, 50],
        y: [0, 0, 0, 0],
        numbers: [[1, 1, 4]],
        kinds: [["standard", 4]],
        shapes: [],
    });
}

/** Whether the user is one who sees what was sold. */
function mockGroups(sees) {
    patchWithCleanup(user, { hasGroup: async () => sees });
}

/** The widget, on a server whose seats are in the given states. */
async function mountMap(server, inventory_open = true) {
    onRpc("ticket.session", "get_offer", () => server.offer || OFFER);
    onRpc("ticket.session", "get_map_acts", () => server.acts || []);
    mockService("ticket_seat_map_loader", {
        loadGeometry: async () => createGeometry(),
        loadStates: async () => {
            if (server.isRevised) {
                server.isRevised = false;
                throw Object.assign(new Error("410"), { status: 410 });
            }
            if (server.isDown) {
                throw new TypeError("Failed to fetch");
            }
            return Uint8Array.from(server.states);
        },
    });
    const record = { resId: 5, data: { inventory_open, state: "on_sale" } };
    const map = await mountWithCleanup(SessionMap, { props: { record, readonly: false } });
    await animationFrame();
    return map;
}

test("the table counts the seats of each zone by state", async () => {
    await mountMap({ states: [0, 2, 1, 3] });

    expect("tbody tr:eq(0) td").toHaveCount(4);
    expect("tbody tr:eq(0)").toHaveText(/Front\s+1\s+0\s+1\s+0/);
    expect("tbody tr:eq(1)").toHaveText(/Back\s+0\s+1\s+0\s+1/);
    expect("tbody tr:eq(2)").toHaveText(/Floor\s+30/);
});

test("a sale elsewhere is seen without reloading", async () => {
    const server = { states: [0, 0, 0, 0] };
    await mountMap(server);

    server.states = [2, 2, 0, 0];
    await advanceTime(5100);
    await animationFrame();

    expect("tbody tr:eq(0)").toHaveText(/Front\s+0\s+0\s+2\s+0/);
});

test("a lost connection is told, and its end too", async () => {
    const server = { states: [0, 0, 0, 0] };
    await mountMap(server);

    server.isDown = true;
    await advanceTime(5100);
    await animationFrame();
    expect(".o_session_map_head [role=status]").toHaveText(/No\s+connection/);

    server.isDown = false;
    await advanceTime(5100);
    await animationFrame();
    expect(".o_session_map_head [role=status]").toHaveCount(0);
});

test("another revision of the seat map is loaded by itself", async () => {
    const server = { states: [0, 0, 0, 0] };
    await mountMap(server);

    server.isRevised = true;
    server.offer = { ...OFFER, seat_zones: [[0, 4]] };
    await advanceTime(5100);
    await animationFrame();

    expect("tbody tr:eq(0)").toHaveText(/Front\s+4\s+0/);
    expect(".o_session_map_head [role=status]").toHaveCount(0);
});

test("colours change between states and zones", async () => {
    await mountMap({ states: [0, 0, 0, 0] });
    expect(".o_seat_map_zones").toHaveCount(0);

    await click("button:contains(By zone)");
    await animationFrame();

    expect(".o_seat_map_zones button").toHaveCount(2);
});

test("seats are shaded from the best to the furthest", async () => {
    onRpc("ticket.session", "get_quality", ({ args }) => {
        expect.step(`quality of ${args[0]}`);
        return [
            [0, 1],
            [7, 3],
        ];
    });
    await mountMap({ states: [0, 0, 0, 0] });

    await click("button:contains(Best seats)");
    await animationFrame();

    expect(".o_seat_map_zones button").toHaveCount(8);
    expect(".o_seat_map_zones button:eq(0)").toHaveText("Best");
    expect(".o_seat_map_zones button:eq(7)").toHaveText("Furthest");
    expect.verifySteps(["quality of 5"]);
});

test("prices are told by shade and size, the legend says how much", async () => {
    await mountMap({ states: [0, 0, 0, 0] });

    await click("button:contains(By price)");
    await animationFrame();

    expect(".o_seat_map_zones.o_scale button").toHaveCount(2);
    expect(".o_seat_map_zones button:eq(0)").toHaveText("¥280");
    expect(".o_seat_map_zones button:eq(1)").toHaveText("¥680");
});

const HEAT = {
    speed: {
        runs: [
            [2, 1],
            [60, 1],
            [null, 2],
        ],
        sessions: 1,
        tickets: 2,
        open_hours: 72,
    },
    price: {
        runs: [
            [null, 1],
            [380, 3],
        ],
        sessions: 3,
        tickets: 9,
        open_hours: 72,
    },
};

test("the heat map names what each shade means and for how long the sale is open", async () => {
    mockGroups(true);
    onRpc("ticket.session", "get_heat", ({ args }) => {
        expect.step(args.slice(1));
        return HEAT[args[1]];
    });
    await mountMap({ states: [2, 2, 0, 0] });

    await click("button:contains(Heat map)");
    await animationFrame();
    expect(".o_seat_map_zones button:eq(0)").toHaveText("sold within 3 days");
    expect(".o_seat_map_zones button:eq(1)").toHaveText("sold within 2 h");
    expect(".o_colour_bar_heat [role=status]").toHaveText("2 tickets in 3 days of sale");

    await click("button:contains(Price paid)");
    await animationFrame();
    await click(".o_colour_bar_heat input");
    await animationFrame();

    expect(".o_colour_bar_heat [role=status]").toHaveText("9 tickets of 3 sessions");
    expect.verifySteps([
        ["speed", false],
        ["price", false],
        ["price", true],
    ]);
});

test("figures are offered only to those who may see them", async () => {
    mockGroups(false);
    await mountMap({ states: [0, 0, 0, 0] });

    expect("button:contains(Heat map)").toHaveCount(0);
});

test("a session whose inventory is not open says what to do", async () => {
    await mountMap({ states: [] }, false);

    expect(".o_session_map").toHaveText(/not open yet/);
    expect("canvas").toHaveCount(0);
});

const ACTS = [
    { name: "lock", label: "Lock", icon: "fa-lock", needs_seats: true },
    { name: "open", label: "Put on Sale", icon: "fa-unlock", needs_seats: true },
];

test("who may do nothing with seats sees no tools", async () => {
    await mountMap({ states: [0, 0, 0, 0] });

    expect(".o_map_acts").toHaveCount(0);
});

test("an act is for chosen seats and clears the choice", async () => {
    const server = { states: [3, 0, 0, 0], acts: ACTS };
    const map = await mountMap(server);
    expect("button:contains(Put on Sale)").not.toBeEnabled();
    onRpc("ticket.session", "get_map_act", ({ args }) => {
        expect.step(args);
        return false;
    });

    map.choice.toggle([0]);
    await animationFrame();
    expect(".o_map_acts_chosen").toHaveText(/1 chosen/);
    await click("button:contains(Put on Sale)");
    await animationFrame();

    expect.verifySteps([[5, "open", [11]]]);
    expect(".o_map_acts_chosen strong").toHaveCount(0);
});

test("the row tool chooses the whole row", async () => {
    const map = await mountMap({ states: [0, 2, 0, 0], acts: ACTS });

    await click("button:contains(Row)");
    map.choice.handlers.onPick(1);
    await animationFrame();

    expect(".o_map_acts_chosen").toHaveText(/4 chosen.*3 free · 1 sold/s);
});
