import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, mockDate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { BoardDoors } from "@ticket_gate/board/board_doors/board_doors";
import { BoardEmergency } from "@ticket_gate/board/board_emergency/board_emergency";

describe.current.tags("desktop");
defineMailModels();

const LANE = { in: 20, recent_in: 4, out: 1, refused: 9, recent_refused: 9, state: "normal" };

function createBoard(values = {}) {
    return {
        venue: { id: 1, name: "Theatre", tz: "Asia/Shanghai" },
        totals: { expected: 40, admitted: 30, inside: 29, coming: 10, refused: 9, speed: 3 },
        minutes: [
            { in: 6, out: 0, refused: 2 },
            { in: 2, out: 0, refused: 0 },
        ],
        lanes: [
            { ...LANE, id: 1, name: "North 1", group: "North" },
            { ...LANE, id: 2, name: "North 2", group: "North", state: "closed", refused: 0 },
        ],
        zones: [
            {
                key: "1-1",
                name: "Stalls",
                color: "#123456",
                hall: "",
                expected: 40,
                admitted: 30,
                inside: 29,
            },
        ],
        reasons: [
            { code: "already_used", name: "Already Used", count: 8 },
            { code: "forged", name: "Forged", count: 1 },
        ],
        alarms: [{ code: "refused_peak", level: "danger", lane_id: 1, lane: "North 1", count: 9 }],
        ...values,
    };
}

async function mountDoors(values) {
    const opened = [];
    await mountWithCleanup(BoardDoors, {
        props: { board: createBoard(values), open: (...what) => opened.push(what) },
    });
    return opened;
}

function createEmergency(values = {}) {
    return {
        id: 7,
        kind: "emergency",
        message: "Smoke",
        since: "2026-11-22 12:00:00",
        by: "Li Hua",
        end_asked_by: false,
        mine: false,
        inside_then: 30,
        zones: [
            { hall: "Main", zone: "Stalls", then: 20, inside: 4 },
            { hall: "Main", zone: "Circle", then: 10, inside: 0 },
        ],
        log: [{ id: 1, at: "2026-11-22 12:00:05", kind: "Alarm raised", text: "", who: "Li Hua" }],
        ...values,
    };
}

async function mountEmergency(values, mayEnd = true) {
    const told = [];
    mockDate("2026-11-22 12:04:07", 0);
    await mountWithCleanup(BoardEmergency, {
        props: {
            emergency: createEmergency(values),
            tz: "Asia/Shanghai",
            mayEnd,
            onEnd: () => told.push("end"),
            onNote: (text) => told.push(text),
        },
    });
    return told;
}

test("tiles tell who came, who comes and how long it takes", async () => {
    await mountDoors();
    expect(queryAllTexts(".o_gate_tile .o_value")).toEqual(["30", "29", "10", "3", "9"]);
    expect(".o_gate_tile.o_main .o_note").toHaveText("75 % of 40");
    expect(".o_gate_tile:eq(2) .o_note").toHaveText("at this speed everybody is in after 4 min");
});

test("minutes are as high as their share of the busiest", async () => {
    await mountDoors();
    expect(".o_minute:eq(0) .o_in").toHaveAttribute("style", "height: 75%");
    expect(".o_minute:eq(1) .o_in").toHaveAttribute("style", "height: 25%");
});

test("an evening before the first visitor divides by nothing", async () => {
    const none = { expected: 0, admitted: 0, inside: 0, coming: 0, refused: 0, speed: 0 };
    await mountDoors({ totals: none, minutes: [], zones: [], reasons: [], alarms: [] });
    expect(".o_gate_tile.o_main .o_note").toHaveText("nobody is expected");
    expect(".o_gate_alarms").toHaveCount(0);
    expect(".o_reasons .o_soft").toHaveText("Nobody was refused today.");
});

test("a lane in trouble is marked and its alarm leads to its scans", async () => {
    const opened = await mountDoors();
    expect(".o_gate_alarms button").toHaveText("North 1: 9 refused in five minutes");
    expect("tr.o_troubled").toHaveCount(1);
    expect("tbody .o_state:eq(1)").toHaveText("Closed");
    await click(".o_gate_alarms button");
    const [[action]] = opened;
    expect(action.domain).toEqual([
        ["gate_id", "in", [1, 2]],
        ["gate_id", "=", 1],
    ]);
});

test("an emergency says how long, who is inside and what happened, by the venue's time", async () => {
    await mountEmergency();
    expect(".o_lasted").toHaveText("4:07");
    expect(".o_count .o_value").toHaveText("4");
    expect(".o_log time").toHaveText("20:00:05");
    await advanceTime(1000);
    await animationFrame();
    expect(".o_lasted").toHaveText("4:08");
});

test("the end of an emergency is pressed twice", async () => {
    const told = await mountEmergency();
    await click(".o_finish");
    await animationFrame();
    expect("[role=alert]").toHaveText("Is everybody safe? Press once more.");
    expect(told).toEqual([]);
    await click(".o_finish");
    await animationFrame();
    expect(told).toEqual(["end"]);
});

test("whoever presses once and goes away has not ended it halfway", async () => {
    const told = await mountEmergency();
    await click(".o_finish");
    await animationFrame();
    await advanceTime(10_000);
    await animationFrame();
    expect(".o_finish").toHaveText("End the alarm");
    await click(".o_finish");
    await animationFrame();
    expect(told).toEqual([]);
});

test("whoever raised the alarm asks for its end only", async () => {
    await mountEmergency({ mine: true });
    expect(".o_finish").toHaveText("Ask for the end");
    expect(".o_end p").toHaveText("You raised it: a second supervisor must end it.");
});

test("gate staff write notes and end nothing", async () => {
    const told = await mountEmergency({}, false);
    expect(".o_end").toHaveCount(0);
    await click("#o_gate_note");
    await edit("  Stairs are free  ");
    await click(".o_write button");
    await animationFrame();
    expect(told).toEqual(["Stairs are free"]);
});
