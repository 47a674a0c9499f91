import { beforeEach, expect } from "@odoo/hoot";
import { mockService, mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";
import { SessionPicker } from "@ticket_website/session_picker/session_picker";

export const GEOMETRY = {
    v: 1,
    map: 1,
    revision: 1,
    bounds: [0, 0, 150, 0],
    focal: [75, -300],
    count: 4,
    ids: [[11, 4]],
    sections: [{ id: 1, name: "Stalls", kind: "seated", first: 0, count: 4 }],
    rows: [[0, "1", 0, 4]],
    x: [0, 50, 50, 50],
    y: [0, 0, 0, 0],
    numbers: [[1, 1, 4]],
    kinds: [["standard", 4]],
    shapes: [],
};
export const OFFER = {
    session: 7,
    currency: { name: "CNY", symbol: "¥", position: "before", digits: 2 },
    geometry: "/geometry",
    availability: "/availability",
    types: [
        { id: 1, code: "adult", name: "Adult", admits: 1 },
        { id: 2, code: "child", name: "Child", admits: 1 },
    ],
    zones: [{ id: 5, code: "A", name: "Zone A", color: "#336699", prices: { 1: 380, 2: 190 } }],
    seat_zones: [[0, 4]],
    areas: [],
};
export const OPEN = { open: true, state: "open", message: "" };
export const HOLD = {
    token: "secret",
    seconds: 900,
    places: [11, 12].map((seatId) => ({
        id: seatId + 100,
        seat_id: seatId,
        section_id: 1,
        zone_id: 5,
        label: `Stalls · Row 1 · Seat ${seatId - 10}`,
    })),
};

/** What the server has: tests change it. */
export const server = { states: null, shop: null };

export function setUpShop() {
    beforeEach(() => {
        server.states = { etag: "1", buffer: new Uint8Array([0]).buffer };
        server.shop = {
            geometry: async () => GEOMETRY,
            availability: async (url, etag) => (etag === server.states.etag ? null : server.states),
            areas: async () => ({}),
            held: async () => ({ hold: null }),
            hold: async (session, wanted) => {
                expect.step(["hold", session, wanted]);
                return { hold: HOLD };
            },
            extendHold: async (token) => {
                expect.step(["extend", token]);
                return { seconds: 400, extensions: 0 };
            },
            cart: async (token, types) => {
                expect.step(["cart", token, types]);
                return { redirect: "/shop/cart" };
            },
            release: async (token) => {
                expect.step(["release", token]);
                return {};
            },
        };
        mockService("ticket_shop", () => server.shop);
        patchWithCleanup(browser.location, {
            assign: (url) => expect.step(["go", new URL(url).pathname]),
            reload: () => expect.step("reload"),
        });
    });
}

export async function mountPicker(props = {}) {
    return mountWithCleanup(SessionPicker, {
        props: { offer: OFFER, sale: OPEN, limit: 2, hold: null, ...props },
    });
}

/** The seats of the row as others leave them: 0 free, 1 held, 2 sold. */
export function setStates(...values) {
    const byte = values.reduce((bits, state, index) => bits | (state << (6 - 2 * index)), 0);
    server.states = { etag: values.join(), buffer: new Uint8Array([byte]).buffer };
}
