/**
 * Who may pass a gate: twin of ticket_gate/tools/admission.py, word for word, and held to
 * tests/vectors/admission.json. Times are Unix seconds.
 *
 * @typedef {{state: string, session: number, session_state: string, venue: number,
 *  zone: number | null, type: number, start: number, end: number, admits: number,
 *  admitted: number, outside: number, code?: string}} TicketFacts
 * @typedef {{venue: number, before: number, after: number, types: number[],
 *  zones: number[], reentry: boolean}} Rule
 * @typedef {{admit: boolean, reason: string, admitted: number, outside: number,
 *  params: object}} Decision
 */

const VOID_STATES = ["refunded", "exchanged", "cancelled"];
const STOPPED_SESSIONS = ["cancelled", "postponed"];

const opens = (rule, ticket) => ticket.start - rule.before * 60;
const closes = (rule, ticket) => ticket.end + rule.after * 60;
const covers = (rule, ticket) =>
    (!rule.types.length || rule.types.includes(ticket.type)) &&
    (!rule.zones.length || rule.zones.includes(ticket.zone));

/**
 * Decide whether `count` people may pass on a ticket at `now`.
 *
 * @param {TicketFacts} ticket
 * @param {{rules: Rule[], is_open?: boolean, session?: number | null}} lane
 * @param {"in" | "out"} direction
 * @param {number} count
 * @param {number} now
 * @returns {Decision} the first reason found is the most useful one to tell
 */
export function decide(ticket, lane, direction, count, now) {
    const rules = rulesFor(ticket, lane);
    if (typeof rules === "string") {
        return refuse(ticket, rules);
    }
    if ((ticket.code ?? "ok") !== "ok") {
        return refuse(ticket, ticket.code);
    }
    if (direction === "out") {
        return leave(ticket, count);
    }
    const open = rules.filter((rule) => opens(rule, ticket) <= now && now <= closes(rule, ticket));
    if (!open.length) {
        return closed(ticket, rules, now);
    }
    return enter(
        ticket,
        count,
        open.some((rule) => rule.reentry),
    );
}

function rulesFor(ticket, { rules, is_open = true, session = null }) {
    if (!is_open) {
        return "gate_closed";
    }
    if (VOID_STATES.includes(ticket.state)) {
        return ticket.state;
    }
    if (STOPPED_SESSIONS.includes(ticket.session_state)) {
        return `session_${ticket.session_state}`;
    }
    const here = rules.filter((rule) => rule.venue === ticket.venue);
    if (!here.length) {
        return "wrong_venue";
    }
    if (session !== null && session !== ticket.session) {
        return "wrong_session";
    }
    const fitting = here.filter((rule) => covers(rule, ticket));
    return fitting.length ? fitting : "wrong_gate";
}

function closed(ticket, rules, now) {
    const later = rules.map((rule) => opens(rule, ticket)).filter((time) => now < time);
    if (later.length) {
        return refuse(ticket, "too_early", { opens: Math.min(...later) });
    }
    const closings = rules.map((rule) => closes(rule, ticket));
    return refuse(ticket, "too_late", { closed: Math.max(...closings) });
}

/** Let people back in first, then new ones, and never more than the ticket holds. */
function enter(ticket, count, reentry) {
    const fresh = ticket.admits - ticket.admitted;
    const room = fresh + (reentry ? ticket.outside : 0);
    if (!room) {
        return refuse(ticket, ticket.outside ? "no_reentry" : "already_used");
    }
    if (count > room) {
        return refuse(ticket, "too_many", { left: room });
    }
    const back = reentry ? Math.min(count, ticket.outside) : 0;
    return {
        admit: true,
        reason: back === count ? "reentry" : "ok",
        admitted: ticket.admitted + count - back,
        outside: ticket.outside - back,
        params: {},
    };
}

function leave(ticket, count) {
    const inside = ticket.admitted - ticket.outside;
    if (count > inside) {
        return refuse(ticket, "not_inside", { inside });
    }
    return {
        admit: true,
        reason: "exit",
        admitted: ticket.admitted,
        outside: ticket.outside + count,
        params: {},
    };
}

function refuse({ admitted, outside }, reason, params = {}) {
    return { admit: false, reason, admitted, outside, params };
}
