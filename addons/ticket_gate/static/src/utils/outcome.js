export const GREEN = "green";
export const AMBER = "amber";
export const RED = "red";

/** A good ticket shown at the wrong place or time, or not live: sent on, not stopped. */
const ELSEWHERE = new Set([
    "too_early",
    "too_late",
    "session_postponed",
    "wrong_venue",
    "wrong_session",
    "wrong_gate",
    "too_many",
    "gate_closed",
    "wrong_clock",
    "stale_code",
    "live_code_needed",
    "fare_low",
    "fare_short",
    "fare_inside",
    "fare_outside",
    "wrong_direction",
    "outside_hours",
    "nothing_on",
    "pass_not_yet",
    "pass_not_here",
    "too_soon",
    "scan_id_used",
    "empty",
]);

/**
 * The colour of an answer. Words and a sign always say the same.
 *
 * @param {{result: string, reason: string}} answer
 */
export function tone(answer) {
    if (answer.result === "admit") {
        return GREEN;
    }
    return ELSEWHERE.has(answer.reason) ? AMBER : RED;
}

/**
 * How many more people the ticket lets in: asked only after one of a group came in.
 *
 * @param {{result: string, reason: string, ticket: {admits: number, admitted: number} | null}} answer
 */
export function personsLeft({ result, reason, ticket }) {
    if (result !== "admit" || reason === "exit" || !ticket) {
        return 0;
    }
    return ticket.admits - ticket.admitted;
}

/** A short code is exchanged for a token; a token is much longer. */
export const isPairingCode = (text) => /^[0-9A-Z]{4}-?[0-9A-Z]{4}$/.test(text.trim().toUpperCase());

/**
 * The device token in what was pasted or scanned: the token itself or a pairing address.
 *
 * @param {string} text
 */
export function tokenIn(text) {
    return text
        .slice(text.lastIndexOf("#") + 1)
        .trim()
        .toUpperCase();
}
