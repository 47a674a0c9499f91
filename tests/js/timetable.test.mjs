import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    DAY_MINUTES,
    LANE_HEIGHT,
    SCALES,
    addMinutes,
    columns,
    dayWidthFor,
    daysShown,
    findClash,
    layout,
    movedStart,
    movedTo,
    otherDay,
    sessionBeside,
} from "../../addons/ticket_venue/static/src/utils/timetable.js";

const HALL = { id: 1 };

function session(id, start, minutes = 120, { setup = 0, clearing = 0, hall = 1 } = {}) {
    const end = addMinutes(start, minutes);
    return {
        id,
        hall,
        start,
        end,
        from: addMinutes(start, -setup),
        until: addMinutes(end, clearing),
    };
}

const WIDTHS = { day: 2400, week: 240, month: 100 };

function row(scale, first, count, ...sessions) {
    return layout({ scale, dayWidth: WIDTHS[scale], first, count, halls: [HALL], sessions })
        .rows[0];
}

describe("days shown", () => {
    test("a week begins on Monday, whatever day is looked at", () => {
        assert.deepEqual(daysShown("week", "2031-03-09"), { first: "2031-03-03", count: 7 });
        assert.deepEqual(daysShown("week", "2031-03-03"), { first: "2031-03-03", count: 7 });
    });

    test("a month has its own days", () => {
        assert.deepEqual(daysShown("month", "2032-02-11"), { first: "2032-02-01", count: 29 });
    });

    test("going forth and back comes to the neighbours", () => {
        assert.equal(otherDay("month", "2031-03-31", 1), "2031-04-01");
        assert.equal(otherDay("month", "2031-03-31", -1), "2031-02-28");
        assert.equal(otherDay("week", "2031-03-05", -1), "2031-02-24");
        assert.equal(otherDay("day", "2031-03-01", -1), "2031-02-28");
    });
});

describe("bars", () => {
    test("a bar spans set-up, session and clearing", () => {
        const hour = WIDTHS.day / 24;
        const [bar] = row(
            "day",
            "2031-03-07",
            1,
            session(1, "2031-03-07T19:30", 120, { setup: 60, clearing: 30 }),
        ).bars;
        assert.equal(bar.left, 18.5 * hour);
        assert.equal(bar.setup, hour);
        assert.equal(bar.clearing, hour / 2);
        assert.equal(bar.right, 22 * hour);
    });

    test("bars that overlap go below each other, and the row grows", () => {
        const { bars, height } = row(
            "day",
            "2031-03-07",
            1,
            session(1, "2031-03-07T10:00"),
            session(2, "2031-03-07T11:00"),
            session(3, "2031-03-07T12:00"),
        );
        assert.deepEqual(Object.fromEntries(bars.map((bar) => [bar.session.id, bar.top])), {
            1: 0,
            2: LANE_HEIGHT,
            3: 0,
        });
        assert.equal(height, 2 * LANE_HEIGHT);
    });

    test("text of a short bar may run up to the next one", () => {
        const { bars } = row(
            "week",
            "2031-03-03",
            7,
            session(1, "2031-03-07T14:00"),
            session(2, "2031-03-07T19:00"),
        );
        assert.equal(Math.round(bars[0].room), Math.round((5 * WIDTHS.week) / 24 - 4));
    });

    test("a session over midnight is shown on both days", () => {
        const late = session(1, "2031-03-07T23:00");
        assert.equal(row("day", "2031-03-07", 1, late).bars.length, 1);
        assert.equal(row("day", "2031-03-08", 1, late).bars.length, 1);
        assert.equal(row("day", "2031-03-09", 1, late).bars.length, 0);
    });

    test("a month stacks the sessions of a day in its cell", () => {
        const { bars } = row(
            "month",
            "2031-03-01",
            31,
            session(1, "2031-03-07T14:00"),
            session(2, "2031-03-07T19:30"),
        );
        assert.equal(bars[0].left, bars[1].left);
        assert.deepEqual(
            bars.map((bar) => bar.top),
            [0, LANE_HEIGHT],
        );
    });

    test("a hall without sessions still has a row", () => {
        assert.equal(row("day", "2031-03-07", 1).height, LANE_HEIGHT);
    });
});

describe("moving", () => {
    test("a drag snaps to the grid of the scale", () => {
        const hour = WIDTHS.day / 24;
        const evening = session(1, "2031-03-07T19:30");
        assert.equal(movedStart(evening, hour * 1.1, "day", WIDTHS.day), "2031-03-07T20:30");
        assert.equal(movedStart(evening, -hour, "day", WIDTHS.day), "2031-03-07T18:30");
    });

    test("a drag in a month moves days and keeps the time", () => {
        const evening = session(1, "2031-03-07T19:40");
        const pixels = WIDTHS.month * 2.2;
        assert.equal(movedStart(evening, pixels, "month", WIDTHS.month), "2031-03-09T19:40");
    });

    test("set-up and clearing move along, also to another hall", () => {
        const moved = movedTo(
            session(1, "2031-03-07T19:30", 120, { setup: 60, clearing: 30 }),
            "2031-03-08T20:00",
            2,
        );
        assert.deepEqual(
            [moved.from, moved.end, moved.until, moved.hall],
            ["2031-03-08T19:00", "2031-03-08T22:00", "2031-03-08T22:30", 2],
        );
    });

    test("set-up in the clearing of another session is a clash; touching is not", () => {
        const before = session(1, "2031-03-07T14:00", 120, { clearing: 60 });
        const clash = (start, setup) => findClash([before], session(2, start, 120, { setup }))?.id;
        assert.equal(clash("2031-03-07T17:30", 60), 1);
        assert.equal(clash("2031-03-07T18:00", 60), undefined);
        assert.equal(findClash([before], { ...before }), undefined);
    });

    test("another hall is not in the way", () => {
        const other = session(1, "2031-03-07T14:00", 120, { hall: 2 });
        assert.equal(findClash([other], session(2, "2031-03-07T14:00")), undefined);
    });
});

test("a week fills the screen, and scrolls on a small one", () => {
    assert.equal(dayWidthFor("week", 7, 1400), 200);
    assert.equal(dayWidthFor("week", 7, 300), SCALES.week.least);
});

test("columns are hours of a day, else days", () => {
    assert.equal(columns("day", "2031-03-07", 1, 2400)[19].label, "19:00");
    assert.deepEqual(
        columns("week", "2031-03-03", 7, 240).map((column) => column.day.slice(-2)),
        ["03", "04", "05", "06", "07", "08", "09"],
    );
    assert.equal(SCALES.month.step, DAY_MINUTES);
});

test("arrows go along a hall and to the nearest in the next hall that plays", () => {
    const sessions = [
        session(1, "2031-03-07T10:00"),
        session(2, "2031-03-07T19:00"),
        session(3, "2031-03-07T11:00", 60, { hall: 3 }),
        session(4, "2031-03-07T20:00", 60, { hall: 3 }),
    ];
    const halls = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const { rows } = layout({
        scale: "day",
        dayWidth: 2400,
        first: "2031-03-07",
        count: 1,
        halls,
        sessions,
    });
    assert.equal(sessionBeside(rows, sessions[0], 1, 0).id, 2);
    assert.equal(sessionBeside(rows, sessions[0], -1, 0), undefined);
    assert.equal(sessionBeside(rows, sessions[1], 0, 1).id, 4);
    assert.equal(sessionBeside(rows, sessions[2], 0, -1).id, 1);
    assert.equal(sessionBeside(rows, sessions[2], 0, 1), undefined);
});
