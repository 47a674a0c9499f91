/** Where sessions stand in the hall plan. Times are the venue's clock as text
 * ("2031-03-07T19:30"); a day has 24 hours here, since a poster knows no summer time. */

export const LANE_HEIGHT = 44;
/** Room kept behind the last day, for the words of late bars. */
export const LABEL_WIDTH = 110;
export const DAY_MINUTES = 1440;
/** `step`: what a drag or key moves by, in minutes. In a month a day is a cell of its own. */
export const SCALES = {
    day: { least: 1440, step: 15, cells: false },
    week: { least: 140, step: 30, cells: false },
    month: { least: 104, step: DAY_MINUTES, cells: true },
};

const MINUTE = 60000;
const utc = (text) => Date.parse(`${text.length === 10 ? `${text}T00:00` : text}:00Z`);

export function minutesBetween(from, to) {
    return Math.round((utc(to) - utc(from)) / MINUTE);
}

export function addMinutes(text, minutes) {
    return new Date(utc(text) + minutes * MINUTE).toISOString().slice(0, 16);
}

export function addDays(day, days) {
    return addMinutes(day, days * DAY_MINUTES).slice(0, 10);
}

/** The days shown: one, the week from Monday, or the month around a day. */
export function daysShown(scale, day) {
    const date = new Date(utc(day));
    if (scale === "week") {
        return { first: addDays(day, -((date.getUTCDay() + 6) % 7)), count: 7 };
    }
    if (scale === "month") {
        const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
        const first = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
        return { first, count: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() };
    }
    return { first: day, count: 1 };
}

/** The day to look at after going forth (1) or back (-1). */
export function otherDay(scale, day, direction) {
    const { first, count } = daysShown(scale, day);
    return direction > 0 ? addDays(first, count) : addDays(first, scale === "week" ? -7 : -1);
}

/** How wide a day is drawn: all days at once where they fit. */
export function dayWidthFor(scale, count, available) {
    return Math.max(SCALES[scale].least, Math.floor(available / count));
}

/** One row a hall, as high as its sessions need side by side, with a bar a session. */
export function layout({ scale, dayWidth, first, count, halls, sessions }) {
    const { cells } = SCALES[scale];
    const place = cells ? cell : span;
    const width = count * dayWidth;
    const byHall = group(sessions);
    const rows = halls.map((hall) => {
        const own = byHall.get(hall.id) || [];
        const bars = own.map((session) => ({ session, ...place(session, first, dayWidth) }));
        const lanes = stack(bars.filter((bar) => bar.left < width && bar.right > 0));
        fitLabels(lanes, cells, width);
        const height = Math.max(1, lanes.length) * LANE_HEIGHT;
        return { hall, bars: lanes.flat(), height };
    });
    return { rows, width };
}

/** The sessions of each hall, in order of time. */
function group(sessions) {
    const halls = new Map();
    for (const session of sessions.toSorted(byStart)) {
        if (!halls.has(session.hall)) {
            halls.set(session.hall, []);
        }
        halls.get(session.hall).push(session);
    }
    return halls;
}

const byStart = (a, b) => utc(a.start) - utc(b.start) || a.id - b.id;

function span(session, first, dayWidth) {
    const pixels = (from, to) => (minutesBetween(from, to) * dayWidth) / DAY_MINUTES;
    const left = pixels(first, session.from);
    return {
        left,
        right: pixels(first, session.until),
        setup: pixels(session.from, session.start),
        clearing: pixels(session.end, session.until),
    };
}

function cell(session, first, dayWidth) {
    const left = Math.floor(minutesBetween(first, session.start) / DAY_MINUTES) * dayWidth;
    return { left: left + 2, right: left + dayWidth - 2, setup: 0, clearing: 0 };
}

/** Bars that overlap go below each other. */
function stack(bars) {
    const lanes = [];
    for (const bar of bars) {
        let lane = lanes.findIndex((line) => line.at(-1).right <= bar.left);
        if (lane < 0) {
            lane = lanes.push([]) - 1;
        }
        bar.top = lane * LANE_HEIGHT;
        lanes[lane].push(bar);
    }
    return lanes;
}

/** A short bar may write past its end, up to the next one in its lane. */
function fitLabels(lanes, cells, width) {
    for (const lane of lanes) {
        lane.forEach((bar, index) => {
            const end = cells ? bar.right : (lane[index + 1]?.left ?? width + LABEL_WIDTH);
            bar.room = Math.max(0, Math.min(end - bar.left - bar.setup - 4, 320));
        });
    }
}

/** Where a session would start after a drag by some pixels, on the grid of the scale. */
export function movedStart(session, pixels, scale, dayWidth) {
    const { step } = SCALES[scale];
    const minutes = (pixels * DAY_MINUTES) / dayWidth;
    const start = addMinutes(session.start, Math.round(minutes / step) * step);
    if (step === DAY_MINUTES) {
        return start;
    }
    const over = minutesBetween(start.slice(0, 10), start) % step;
    return minutes ? addMinutes(start, -over) : session.start;
}

/** A session at another time or hall: all of its times move along. */
export function movedTo(session, start, hall) {
    const minutes = minutesBetween(session.start, start);
    const moved = Object.fromEntries(
        ["start", "end", "from", "until"].map((key) => [key, addMinutes(session[key], minutes)]),
    );
    return { ...session, ...moved, hall };
}

/** The first session in the way, as far as one can see here: the server decides. */
export function findClash(sessions, wanted) {
    return sessions.find(
        (other) =>
            other.id !== wanted.id &&
            other.hall === wanted.hall &&
            other.from < wanted.until &&
            other.until > wanted.from,
    );
}

/** Start times that the columns are ruled by: hours of a day, else days. */
export function columns(scale, first, count, dayWidth) {
    if (scale === "day") {
        return Array.from({ length: 24 }, (_, hour) => ({
            key: hour,
            day: first,
            label: `${String(hour).padStart(2, "0")}:00`,
            width: dayWidth / 24,
            strong: hour % 6 === 0,
        }));
    }
    return Array.from({ length: count }, (_, index) => {
        const day = addDays(first, index);
        return {
            key: day,
            day,
            label: "",
            width: dayWidth,
            strong: new Date(utc(day)).getUTCDay() === 1,
        };
    });
}

/** The session before (-1) or after (1) one in its hall, or the nearest in time in the next
 * hall up (-1) or down (1) that has any. */
export function sessionBeside(rows, session, side, down) {
    const sessionsOf = (row) => row.bars.map((bar) => bar.session).toSorted(byStart);
    let index = rows.findIndex(({ hall }) => hall.id === session.hall);
    if (side) {
        const own = sessionsOf(rows[index]);
        return own[own.findIndex(({ id }) => id === session.id) + side];
    }
    const far = (other) => Math.abs(minutesBetween(session.start, other.start));
    for (index += down; rows[index]; index += down) {
        const [nearest] = sessionsOf(rows[index]).toSorted((a, b) => far(a) - far(b));
        if (nearest) {
            return nearest;
        }
    }
    return undefined;
}
