import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { mayLeave } from "@ticket_venue/editor/may_leave";
import { PlanStore } from "@ticket_venue/editor/plan_store";
import { hallFile } from "./small_hall";

describe.current.tags("headless");

/** A server that answers as it is told, and remembers what it was asked. */
class Server {
    revision = 5;
    state = "draft";
    saves = [];
    answers = [];

    async call(model, method, args) {
        if (method === "get_plan") {
            return { revision: this.revision, state: this.state, url: "/file", focal: null };
        }
        const [, revision, delta, token] = args;
        this.saves.push({ revision, delta, token });
        const answer = await this.answers.shift();
        if (answer instanceof Error) {
            throw answer;
        }
        this.revision++;
        return { seats: [], sections: {}, removed: {}, revision: this.revision, ...answer };
    }
}

function refused(name) {
    const error = new RPCError();
    Object.assign(error, { exceptionName: name, data: { message: "Not so." } });
    return error;
}

let server, store;

async function open(options) {
    store = new PlanStore(server, 7, { readFile: async () => hallFile(), ...options });
    return store.load();
}

function move(doc, x = 7) {
    doc.change("Move", (edit) => edit.putSeat({ id: 11, x }));
}

beforeEach(() => {
    server = new Server();
});

test("reads the map and has nothing to save", async () => {
    const doc = await open();
    expect(doc.seats.size).toBe(8);
    expect(store.state.status).toBe("saved");
    expect(await store.save()).toBe(true);
    expect(server.saves).toEqual([]);
});

test("saves by itself a moment after the last change", async () => {
    const doc = await open();
    move(doc);
    expect(store.state.status).toBe("dirty");
    await advanceTime(1000);
    move(doc, 8);
    await advanceTime(1000);
    expect(server.saves).toHaveLength(0);
    await advanceTime(600);
    expect(server.saves).toHaveLength(1);
    expect(server.saves[0].revision).toBe(5);
    expect(server.saves[0].delta.seats).toHaveLength(1);
    expect(store.state.status).toBe("saved");
    expect(store.revision).toBe(6);
});

test("says what may be undone", async () => {
    const doc = await open();
    move(doc);
    expect([store.state.canUndo, store.state.undoLabel]).toEqual([true, "Move"]);
    store.undo();
    expect([store.state.canUndo, store.state.canRedo]).toEqual([false, true]);
    expect(store.state.redoLabel).toBe("Move");
    expect(doc.seats.get(11).x).toBe(0);
});

test("tells new ids before anybody else hears of them", async () => {
    const told = [];
    const doc = await open({ onRenamed: ({ seats }) => told.push(...seats) });
    const id = doc.change("Add", (edit) => edit.putSeat({ section: 1, x: 0, y: 0 }));
    doc.listen(() => told.push("heard"));
    server.answers.push({ seats: [[id, 90, 1]] });
    await store.save();
    expect(told).toEqual([[id, 90], "heard"]);
});

test("what changes while a save is under way is saved next", async () => {
    const doc = await open();
    let answer;
    server.answers.push(new Promise((resolve) => (answer = resolve)));
    move(doc);
    const saving = store.save();
    move(doc, 9);
    expect(store.state.status).toBe("saving");
    answer({});
    expect(await saving).toBe(false);
    await advanceTime(1600);
    expect(server.saves.map(({ revision }) => revision)).toEqual([5, 6]);
    expect(store.state.status).toBe("saved");
});

test("a lost answer is asked for again under the same token, ever less often", async () => {
    const doc = await open();
    server.answers.push(new ConnectionLostError("/x"), new ConnectionLostError("/x"));
    move(doc);
    await advanceTime(1600);
    expect([store.state.status, store.state.retry]).toEqual(["failed", true]);
    await advanceTime(2100);
    expect(server.saves).toHaveLength(2);
    await advanceTime(2100);
    expect(server.saves).toHaveLength(2);
    await advanceTime(2100);
    expect(store.state.status).toBe("saved");
    expect(new Set(server.saves.map(({ token }) => token)).size).toBe(1);
});

test("a refused save waits for the next change and sends all of it", async () => {
    const doc = await open();
    server.answers.push(refused("odoo.exceptions.UserError"));
    move(doc);
    await advanceTime(1600);
    expect([store.state.status, store.state.error]).toEqual(["failed", "Not so."]);
    expect(store.state.retry).toBe(false);
    await advanceTime(100000);
    expect(server.saves).toHaveLength(1);
    doc.change("Row", (edit) => edit.putSeat({ id: 12, row: "Z" }));
    await advanceTime(1600);
    expect(server.saves[1].delta.seats).toHaveLength(2);
    expect(store.state.status).toBe("saved");
});

test("a map that somebody else changed is not saved over", async () => {
    const doc = await open();
    server.answers.push(refused("odoo.addons.ticket_venue.exceptions.PlanChangedError"));
    move(doc);
    expect(await store.save()).toBe(false);
    expect(store.state.status).toBe("stale");
    move(doc, 8);
    await advanceTime(100000);
    expect(server.saves).toHaveLength(1);
    expect(store.isUnsaved).toBe(true);
    await store.load();
    expect(store.state.status).toBe("saved");
});

test("a map in use is read only", async () => {
    server.state = "frozen";
    await open();
    expect(store.state.status).toBe("readonly");
    expect(await store.save()).toBe(true);
});

test("an address that is gone is asked for again once", async () => {
    let count = 0;
    const readFile = async () => {
        if (!count++) {
            throw new Error("404");
        }
        return hallFile();
    };
    const doc = await open({ readFile });
    expect(doc.seats.size).toBe(8);
});

test("leaving with something unsaved is asked about", async () => {
    const doc = await open();
    const leave = () => {
        const ev = new Event("beforeunload", { cancelable: true });
        window.dispatchEvent(ev);
        return ev.defaultPrevented;
    };
    expect(leave()).toBe(false);
    move(doc);
    expect(leave()).toBe(true);
    await store.save();
    expect(leave()).toBe(false);
    move(doc, 8);
    store.stop();
    expect(leave()).toBe(false);
});

test("leaving saves first, and asks only when that fails", async () => {
    const doc = await open();
    const asked = [];
    const dialog = { add: (_dialog, { body, cancel }) => asked.push(body) && cancel() };
    move(doc);
    expect(await mayLeave(store, dialog)).toBe(true);
    expect(server.saves).toHaveLength(1);
    server.answers.push(refused("odoo.addons.ticket_venue.exceptions.PlanChangedError"));
    move(doc, 8);
    expect(await mayLeave(store, dialog)).toBe(false);
    dialog.add = (_dialog, { confirm }) => confirm();
    expect(await mayLeave(store, dialog)).toBe(true);
    expect(asked).toEqual(["Not so."]);
});
