/**
 * What an admission is decided on: twin of ticket_gate/tools/admission_facts.py. The package
 * has these very shapes; what it leaves out is the default. Times are Unix seconds.
 *
 * @typedef {{state: string, session: ?number, session_state: ?string, venue: ?number,
 *  zone: ?number, type: ?number, start: ?number, end: ?number, admits: number,
 *  admitted: number, outside: number, code?: string, pass_type?: ?number, tier?: ?number,
 *  accompanies?: ?number, valid_from?: ?number, valid_to?: ?number, entries?: number,
 *  today?: number, day?: ?number, last_in?: ?number}} TicketFacts
 * @typedef {{venue: number, before?: number, after?: number, types?: number[],
 *  zones?: number[], reentry?: boolean, who?: "tickets" | "passes", passes?: number[],
 *  tiers?: number[], times?: number, per_day?: number, out_first?: boolean, gap?: number,
 *  anytime?: boolean, hours?: ?[number, number]}} Rule
 * @typedef {{rules: Rule[], is_open?: boolean, session?: ?number,
 *  direction?: "in" | "out" | "both", offset?: number}} Lane
 * @typedef {{id: number, state: string, venue: number, start: number, end: number}} Session
 */

export const STOPPED_SESSIONS = ["cancelled", "postponed"];

const TICKET = {
    code: "ok",
    pass_type: null,
    tier: null,
    accompanies: null,
    valid_from: null,
    valid_to: null,
    entries: 0,
    today: 0,
    day: null,
    last_in: null,
};
const RULE = {
    before: 0,
    after: 0,
    types: [],
    zones: [],
    reentry: false,
    who: "tickets",
    passes: [],
    tiers: [],
    times: 1,
    per_day: 0,
    out_first: false,
    gap: 0,
    anytime: false,
    hours: null,
};
const LANE = { is_open: true, session: null, direction: "both", offset: 0 };

export const ticketFacts = (values) => ({ ...TICKET, ...values });
export const laneOf = ({ rules, ...values }) => ({
    ...LANE,
    ...values,
    rules: rules.map((rule) => ({ ...RULE, ...rule })),
});

export const isPass = (ticket) => ticket.pass_type !== null;
export const opens = (rule, { start }) => start - rule.before * 60;
export const closes = (rule, { end }) => end + rule.after * 60;
export const isAnytime = (rule, ticket) => rule.anytime && isPass(ticket);

const allows = (ids, ...wanted) => !ids.length || wanted.some((id) => ids.includes(id));

/** Whether the rule is about such tickets, or such passes. */
export function covers(rule, ticket) {
    if (!allows(rule.tiers, ticket.tier)) {
        return false;
    }
    if (isPass(ticket)) {
        return rule.who === "passes" && allows(rule.passes, ticket.pass_type);
    }
    return (
        rule.who === "tickets" &&
        allows(rule.types, ticket.type, ticket.accompanies) &&
        allows(rule.zones, ticket.zone)
    );
}

/** Whether it is the rule's time, whatever the hour of the day. */
export function isDue(rule, ticket, now) {
    if (isAnytime(rule, ticket)) {
        return true;
    }
    if (ticket.start === null) {
        return false;
    }
    return opens(rule, ticket) <= now && now <= closes(rule, ticket);
}

export function hasHours({ hours }, minute) {
    if (hours === null) {
        return true;
    }
    const [first, last] = hours;
    if (first <= last) {
        return first <= minute && minute < last;
    }
    return minute >= first || minute < last; // over midnight
}
