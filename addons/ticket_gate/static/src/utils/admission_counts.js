/** How many people of a ticket may come in, and what its counts are then: part of admission.js. */

const ownCounts = ({ admitted, outside, entries, today, day, last_in }) => ({
    admitted,
    outside,
    entries,
    today,
    day,
    last_in,
});

export function refuse(ticket, reason, params = {}) {
    return { ...ownCounts(ticket), admit: false, reason, params };
}

export function leave(ticket, count) {
    const inside = ticket.admitted - ticket.outside;
    if (count > inside) {
        return refuse(ticket, "not_inside", { inside });
    }
    const outside = ticket.outside + count;
    return { ...ownCounts(ticket), admit: true, reason: "exit", params: {}, outside };
}

/** Let people back in first, then new ones, and never more than the ticket holds. */
export function enter(given, rule, count, now, day) {
    let ticket = given;
    let backRoom = rule.reentry ? ticket.outside : 0;
    if (rule.times !== 1 && ticket.day !== null && ticket.day !== day) {
        // a new day: everybody has gone home, and comes for a new visit
        ticket = { ...ticket, outside: ticket.admitted };
        backRoom = 0;
    }
    const today = ticket.day === day ? ticket.today : 0;
    const visits = visitsLeft(ticket, rule, backRoom, today, now);
    const room = backRoom + visits.left;
    if (!room) {
        return refuse(given, visits.refusal, visits.params);
    }
    if (count > room) {
        return refuse(given, "too_many", { left: room });
    }
    const back = Math.min(count, backRoom);
    const fresh = count - back;
    const cameOut = rule.times === 1 ? 0 : Math.min(fresh, ticket.outside - back);
    return {
        admit: true,
        reason: back === count ? "reentry" : "ok",
        params: {},
        admitted: ticket.admitted + Math.min(fresh - cameOut, ticket.admits - ticket.admitted),
        outside: ticket.outside - back - cameOut,
        entries: entriesOf(ticket) + fresh,
        today: today + fresh,
        day,
        last_in: now,
    };
}

/** How many visits may begin now, and why there are none if there are none. */
function visitsLeft(ticket, rule, back, today, now) {
    const fresh = ticket.admits - ticket.admitted;
    const usedUp = ticket.outside ? "no_reentry" : "already_used";
    const limits =
        rule.times === 1 ? [[fresh, usedUp, {}]] : limitsOnVisits(ticket, rule, back, now);
    if (rule.per_day) {
        const left = rule.per_day * ticket.admits - today;
        limits.push([left, "day_limit", { per_day: rule.per_day }]);
    }
    const room = ([left]) => Math.max(0, left);
    const least = limits.reduce((best, one) => (room(one) < room(best) ? one : best));
    return { left: room(least), refusal: least[1], params: least[2] };
}

/** What each limit leaves where people may come more than once, the most final one first. */
function limitsOnVisits(ticket, rule, back, now) {
    const free = ticket.admits - back;
    const limits = [[free, "already_used", {}]];
    if (rule.times) {
        const left = rule.times * ticket.admits - entriesOf(ticket);
        limits.push([left, "times_used", { times: rule.times }]);
    }
    if (rule.out_first) {
        limits.push([free - (ticket.admitted - ticket.outside), "passback", {}]);
    }
    if (rule.gap && ticket.last_in !== null) {
        const again = ticket.last_in + rule.gap * 60;
        if (now < again) {
            limits.push([ticket.admits - ticket.admitted, "too_soon", { again }]);
        }
    }
    return limits;
}

/** A ticket read before visits were counted has one a person. */
const entriesOf = ({ entries, admitted }) => Math.max(entries, admitted);
