/** Decides at a lane without the network, by what the server gave before. */
import { decide } from "./admission.js";
import { settle } from "./lane_state.js";
import {
    isPassCode,
    isPassNumber,
    mayBeKnownElsewhere,
    passByCard,
    passByCode,
    passByNumber,
    passFacts,
} from "./offline_pass.js";
import { say } from "./offline_words.js";
import { Forged, judge, Malformed, readCode, UnknownKey } from "./signed_code.js";

/** Refusals that a rule for zones might lift; a token does not tell its zone. */
const DEPENDS_ON_ZONE = ["wrong_gate", "too_early", "too_late", "no_reentry"];
/** How a code without a proof is printed: it counts like paper, if it was. */
const PAPER = "paper";

const seconds = (iso) => Date.parse(iso) / 1000;

/**
 * @param {object} facts the package, see gate.yaml
 * @param {{counts: (number: string, listed: object | null) => object,
 *  find: (number: string) => object | null, isWhole: (sessions: object[]) => boolean}} known
 *  who came in on a ticket, and the sessions' tickets, as far as is known here
 * @param {{code: string, direction: string, count: number, scan_id: string}} scan
 * @param {number} now the server's time in milliseconds
 * @returns {Promise<{answer: object, decision: object} | null>} null when only the server
 *  can tell
 */
export async function decideOffline(facts, known, scan, now) {
    const text = normalise(scan.code);
    if (/^\d{16}$/.test(text)) {
        return typed(facts, known, scan, now, text);
    }
    if (isPassNumber(text)) {
        const pass = passByNumber(facts, text);
        return pass && passed(facts, known, scan, now, pass);
    }
    let code;
    try {
        code = await readCode(text, facts.keys);
    } catch (error) {
        return refusedCode(facts, known, scan, now, error);
    }
    if (isPassCode(code.claims)) {
        const pass = passByCode(facts, code.claims);
        return pass && passed(facts, known, scan, now, pass);
    }
    const number = code.claims.ticket.padStart(16, "0");
    const listed = known.find(number);
    const session = sessionOf(facts, listed?.session ?? code.claims.session);
    const counts = known.counts(number, listed);
    const ticket = ticketFacts(facts, code.claims, listed, session, counts);
    if (!session) {
        const unasked = { ...counts, admit: false, reason: "wrong_session", params: {} };
        const decision = inState(facts, scan, unasked, counts);
        return say(facts, scan, { number, ticket, listed, decision, wording: "elsewhere" });
    }
    ticket.code = await judge(code, session.rotation, now);
    return answered(facts, scan, now, { number, session, ticket, listed });
}

/** A number that was typed proves nothing, and is as good as the paper it stands on. */
function typed(facts, known, scan, now, number) {
    const listed = known.find(number);
    if (!listed) {
        return known.isWhole(facts.sessions) ? refused(facts, scan, "unknown") : null;
    }
    const session = sessionOf(facts, listed.session);
    if (!session) {
        return null;
    }
    const ticket = ticketFacts(facts, {}, listed, session, known.counts(number, listed));
    const isGood =
        !session.rotation || (listed.isPrinted && session.rotation.fixed.includes(PAPER));
    ticket.code = isGood ? "ok" : "live_code_needed";
    return answered(facts, scan, now, { number, session, ticket, listed });
}

function answered(facts, scan, now, { number, session, ticket, listed }) {
    const lane = laneOf(facts);
    const decision = decide(ticket, lane, scan.direction, scan.count, now / 1000);
    const isBlind = !listed && DEPENDS_ON_ZONE.includes(decision.reason);
    if (isBlind && needsZone(facts.rules, ticket)) {
        return null;
    }
    const settled = inState(facts, scan, decision, ticket);
    return say(facts, scan, { number, session, ticket, listed, decision: settled });
}

/** A pass or a member's card. */
function passed(facts, known, scan, now, pass) {
    const lane = laneOf(facts);
    const counts = known.counts(pass.number, pass);
    const { ticket, session } = passFacts(facts, lane, pass, counts, now / 1000);
    const decision = decide(ticket, lane, scan.direction, scan.count, now / 1000);
    const settled = inState(facts, scan, decision, ticket);
    return say(facts, scan, {
        number: pass.number,
        session,
        ticket,
        listed: pass,
        decision: settled,
    });
}

/** A key made since the package came may be a good one. */
async function refusedCode(facts, known, scan, now, error) {
    if (error instanceof Forged && !(error instanceof UnknownKey)) {
        return refused(facts, scan, "forged");
    }
    const text = normalise(scan.code);
    const pass = error instanceof Malformed ? await passByCard(facts, text) : null;
    if (pass) {
        return passed(facts, known, scan, now, pass);
    }
    const isNoise = !facts.gate.fare && !mayBeKnownElsewhere(facts, text);
    if (error instanceof Malformed && isNoise) {
        return refused(facts, scan, "malformed");
    }
    return null; // a stored-value card, or this browser cannot check signatures
}

/** There is no ticket to the code. */
function refused(facts, scan, reason) {
    const decision = { admit: false, reason, admitted: 0, outside: 0, params: {} };
    return say(facts, scan, { decision: inState(facts, scan, decision) });
}

/** A lane that lets everybody through, or nobody in. */
const inState = ({ gate }, { direction }, decision, before) =>
    settle(gate.state ?? "normal", direction, decision, before);

const sessionOf = (facts, id) => facts.sessions.find((session) => session.id === id);

function laneOf({ rules, gate }) {
    const { open, session, ...settings } = gate;
    return { ...settings, rules, is_open: open, session };
}

/** The list knows more than the token: state and zone. */
function ticketFacts(facts, claims, listed, session, counts) {
    const { entered, ...counted } = counts;
    const isVoid = facts.revocations.includes(listed?.number ?? claims.ticket?.padStart(16, "0"));
    return {
        state: isVoid ? "cancelled" : "valid",
        zone: null,
        type: claims.type,
        admits: claims.admits,
        ...listed,
        session: session?.id ?? claims.session,
        session_state: session?.state,
        venue: session?.venue,
        start: seconds(session?.start),
        end: seconds(session?.end),
        entered,
        ...counted,
    };
}

function needsZone(rules, { type, venue }) {
    return rules.some(
        (rule) =>
            rule.zones.length &&
            rule.venue === venue &&
            (!rule.types.length || rule.types.includes(type)),
    );
}

/** What a reader or a keyboard wrote, as codes are compared. */
export function normalise(code) {
    return code.normalize("NFKC").replace(/[\s\u00a0-]/g, "").toUpperCase(); // prettier-ignore
}
