import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { keyDown, queryAllTexts, queryOne, queryRect } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { HallPlan } from "@ticket_venue/hall_plan/hall_plan";

describe.current.tags("desktop");
defineMailModels();

const HALLS = [
    { id: 1, name: "Opera House", venue: "Theatre", now: "2031-03-05T12:00" },
    { id: 2, name: "Studio", venue: "Theatre", now: "2031-03-05T12:00" },
];

function bar(id, hall, start, end, values = {}) {
    const names = { show: `Show ${id}`, state: "draft", state_name: "Draft", note: "" };
    return { id, hall, start, end, from: start, until: end, ...names, ...values };
}

const SESSIONS = [
    bar(11, 1, "2031-03-07T19:30", "2031-03-07T22:00", { from: "2031-03-07T18:30" }),
    bar(12, 1, "2031-03-08T19:30", "2031-03-08T22:00", {
        state: "on_sale",
        state_name: "On Sale",
        note: "70 left",
    }),
    bar(13, 2, "2031-03-08T14:00", "2031-03-08T15:00"),
];

async function open({ refuse } = {}) {
    onRpc("ticket.session", "get_hall_plan", ({ args }) => {
        expect.step(`plan ${args[0]} ${args[1]}`);
        return { halls: HALLS, sessions: SESSIONS, venues: [{ id: 1, name: "Theatre" }] };
    });
    onRpc("ticket.session", "move_in_hall_plan", ({ args, kwargs }) => {
        expect.step(`move ${args[0]} ${kwargs.start} ${kwargs.hall_id}`);
        if (refuse) {
            throw new Error(refuse);
        }
        return bar(args[0][0], kwargs.hall_id, kwargs.start, "2031-03-09T00:00");
    });
    onRpc("has_group", () => true);
    await mountWithCleanup(HallPlan, { props: { action: {}, updateActionState: () => {} } });
}

const labelOf = (id) => queryOne(`[data-session="${id}"]`).ariaLabel;

beforeEach(() => mockDate("2031-03-05 12:00:00"));

test("the week of today is shown, a row a hall and a bar a session", async () => {
    await open();
    expect.verifySteps(["plan 2031-03-03 7"]);
    expect(queryAllTexts(".o_rows .o_hall b")).toEqual(["Opera House", "Studio"]);
    expect(".o_bar").toHaveCount(3);
    expect(".o_now").toHaveCount(2);
});

test("a bar says show, times, state, what is left and when the hall is taken", async () => {
    await open();
    expect.verifySteps(["plan 2031-03-03 7"]);
    expect(labelOf(12)).toBe("Show 12 · Mar 8, 2031 19:30–22:00 · On Sale · 70 left");
    expect(labelOf(11)).toBe("Show 11 · Mar 7, 2031 19:30–22:00 · Draft · hall taken 18:30–22:00");
    expect('[data-session="11"] .o_turnaround').toHaveCount(1);
});

test("other days and scales are asked for", async () => {
    await open();
    await contains("button[aria-label=Later]").click();
    await contains("button:contains(Month)").click();
    expect.verifySteps(["plan 2031-03-03 7", "plan 2031-03-10 7", "plan 2031-03-01 31"]);
    expect("button:contains(Month)").toHaveAttribute("aria-pressed", "true");
});

test("Alt and an arrow move a draft, in time and to another hall", async () => {
    await open();
    queryOne('[data-session="11"]').focus();
    await keyDown("ArrowRight", { altKey: true });
    await animationFrame();
    await keyDown("ArrowDown", { altKey: true });
    await animationFrame();
    expect.verifySteps([
        "plan 2031-03-03 7",
        "move 11 2031-03-07T20:00 1",
        "move 11 2031-03-07T20:00 2",
    ]);
});

test("what is announced does not move", async () => {
    await open();
    queryOne('[data-session="12"]').focus();
    await keyDown("ArrowRight", { altKey: true });
    await animationFrame();
    expect.verifySteps(["plan 2031-03-03 7"]);
});

test("arrows alone go from bar to bar", async () => {
    await open();
    queryOne('[data-session="11"]').focus();
    await keyDown("ArrowRight");
    expect('[data-session="12"]').toBeFocused();
    await keyDown("ArrowDown");
    expect('[data-session="13"]').toBeFocused();
    expect.verifySteps(["plan 2031-03-03 7"]);
});

test("a refused move is taken back and said", async () => {
    await open({ refuse: "The hall is taken." });
    expect.errors(0);
    const before = queryRect('[data-session="11"]').left;
    queryOne('[data-session="11"]').focus();
    await keyDown("ArrowRight", { altKey: true });
    await animationFrame();
    expect(queryRect('[data-session="11"]').left).toBe(before);
    expect(".visually-hidden[role=status]").not.toHaveText("");
    expect.verifySteps(["plan 2031-03-03 7", "move 11 2031-03-07T20:00 1"]);
});
