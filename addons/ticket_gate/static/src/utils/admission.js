/**
 * Who may pass a gate: twin of ticket_gate/tools/admission.py, word for word, and held to
 * tests/vectors/admission.json. Times are Unix seconds.
 *
 * @typedef {import("./admission_facts.js").TicketFacts} TicketFacts
 * @typedef {import("./admission_facts.js").Lane} Lane
 * @typedef {{admit: boolean, reason: string, admitted: number, outside: number,
 *  params: object, entries: number, today: number, day: ?number, last_in: ?number}} Decision
 */
import {
    closes,
    covers,
    hasHours,
    isAnytime,
    isDue,
    isPass,
    laneOf,
    opens,
    STOPPED_SESSIONS,
    ticketFacts,
} from "./admission_facts.js";
import { enter, leave, refuse } from "./admission_counts.js";

const VOID_STATES = ["refunded", "exchanged", "cancelled", "blocked"];
const DAY = 86_400;

/** The number of the day at the venue, from 1 January 1970. */
export const localDay = (now, offset) => Math.floor((now + offset) / DAY);

/**
 * Decide whether `count` people may pass on a ticket at `now`.
 *
 * @param {TicketFacts} ticketGiven
 * @param {Lane} laneGiven
 * @param {"in" | "out"} direction
 * @param {number} count
 * @param {number} now
 * @returns {Decision} the first reason found is the most useful one to tell
 */
export function decide(ticketGiven, laneGiven, direction, count, now) {
    const ticket = ticketFacts(ticketGiven);
    const lane = laneOf(laneGiven);
    const rules = rulesFor(ticket, lane, direction);
    if (typeof rules === "string") {
        return refuse(ticket, rules);
    }
    if (ticket.code !== "ok") {
        return refuse(ticket, ticket.code);
    }
    if (direction === "out") {
        return leave(ticket, count);
    }
    const window = windowOf(ticket, lane, rules, now);
    if (window.refusal) {
        return window.refusal;
    }
    return enterByAny(ticket, window.rules, count, now, localDay(now, lane.offset));
}

/**
 * The session that a pass shown at the lane is for: of those whose doors are open the last to
 * start, else the next one.
 */
export function sessionForPass(sessions, laneGiven, now) {
    const lane = laneOf(laneGiven);
    const rules = lane.rules.filter(({ who }) => who === "passes");
    const at = (session) => rules.filter(({ venue }) => venue === session.venue);
    const here = sessions.filter(
        (session) =>
            !STOPPED_SESSIONS.includes(session.state) &&
            (lane.session === null || lane.session === session.id) &&
            at(session).length,
    );
    const onNow = here.filter((session) =>
        at(session).some((rule) => opens(rule, session) <= now && now <= closes(rule, session)),
    );
    const byStart = (one, other) => one.start - other.start || one.id - other.id;
    if (onNow.length) {
        return onNow.sort(byStart).at(-1);
    }
    return here.filter(({ start }) => start > now).sort(byStart)[0] ?? null;
}

function rulesFor(ticket, lane, direction) {
    if (!lane.is_open) {
        return "gate_closed";
    }
    if (lane.direction !== "both" && lane.direction !== direction) {
        return "wrong_direction";
    }
    if (VOID_STATES.includes(ticket.state)) {
        return isPass(ticket) ? "pass_blocked" : ticket.state;
    }
    if (STOPPED_SESSIONS.includes(ticket.session_state)) {
        return `session_${ticket.session_state}`;
    }
    const here = lane.rules.filter(({ venue }) => ticket.venue === null || ticket.venue === venue);
    if (!here.length) {
        return "wrong_venue";
    }
    let fitting = here.filter((rule) => covers(rule, ticket));
    if (lane.session !== null && lane.session !== ticket.session) {
        fitting = fitting.filter((rule) => isAnytime(rule, ticket));
        return fitting.length ? fitting : "wrong_session";
    }
    return fitting.length ? fitting : isPass(ticket) ? "pass_not_here" : "wrong_gate";
}

/** @returns {{rules?: object[], refusal?: Decision}} the rules whose time it is, or why none */
function windowOf(ticket, lane, rules, now) {
    const no = (reason, params) => ({ refusal: refuse(ticket, reason, params) });
    if (ticket.valid_from !== null && now < ticket.valid_from) {
        return no("pass_not_yet", { opens: ticket.valid_from });
    }
    if (ticket.valid_to !== null && now > ticket.valid_to) {
        return no("pass_expired", { closed: ticket.valid_to });
    }
    const due = rules.filter((rule) => isDue(rule, ticket, now));
    const minute = Math.floor((((now + lane.offset) % DAY) + DAY) % DAY / 60); // prettier-ignore
    const open = due.filter((rule) => hasHours(rule, minute));
    if (open.length) {
        return { rules: open };
    }
    if (due.length) {
        const [first, last] = due[0].hours;
        return no("outside_hours", { first, last });
    }
    if (ticket.start === null) {
        return no("nothing_on");
    }
    const later = rules.map((rule) => opens(rule, ticket)).filter((time) => now < time);
    if (later.length) {
        return no("too_early", { opens: Math.min(...later) });
    }
    return no("too_late", { closed: Math.max(...rules.map((rule) => closes(rule, ticket))) });
}

/** Go in by the first rule that lets all of them in, those with re-entry first. */
function enterByAny(ticket, rules, count, now, day) {
    const ordered = [...rules].sort((one, other) => other.reentry - one.reentry);
    const decisions = ordered.map((rule) => enter(ticket, rule, count, now, day));
    const left = ({ params }) => params.left ?? 0;
    return (
        decisions.find(({ admit }) => admit) ??
        decisions.reduce((best, one) => (left(one) > left(best) ? one : best))
    );
}
