import { afterEach, beforeEach, describe, expect, test } from "@odoo/hoot";
import { TicketLeaseStore } from "@ticket_pos/app/services/ticket_lease_store";

describe.current.tags("headless");

const NAME = "ticket-lease-store-test";
let store, other;

beforeEach(async () => {
    store = await new TicketLeaseStore(NAME).open();
    other = await new TicketLeaseStore(NAME).open(); // as another tab has it
});

afterEach(() => {
    store.db.close();
    other.db.close();
    indexedDB.deleteDatabase(NAME);
});

test("what is kept is there for the next tab", async () => {
    await store.put("leases", { packages: [1] });
    expect(await other.get("leases")).toEqual({ packages: [1] });
    expect(await other.get("nothing")).toBe(undefined);
});

test("two tabs never have one place in their carts", async () => {
    const won = await Promise.all([store.claim([1, 2], "a"), other.claim([2, 3], "b")]);
    expect(won.filter(Boolean).length).toBe(1);
    const claims = await store.claims();
    expect(claims.length).toBe(2); // all or none
    expect(new Set(claims.map((claim) => claim.order)).size).toBe(1);
});

test("a place that is given back can be claimed again", async () => {
    await store.claim([1], "a");
    await store.unclaim([1]);
    expect(await other.claim([1], "b")).toBe(true);
});

test("a kept sale holds its places until it is forgotten", async () => {
    await store.claim([1], "a");
    await store.keepSale({ uuid: "a", place_ids: [1], order: {} });
    const [claim] = await other.claims();
    expect([claim.order, claim.sold]).toEqual(["a", true]);
    expect((await other.sales()).length).toBe(1);
    await other.forgetSales(["a"]);
    expect(await store.sales()).toEqual([]);
});
