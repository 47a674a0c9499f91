/** Decides at a lane without the network, by the package the server gave before. */
import { decide } from "./admission.js";
import { Forged, judge, Malformed, readCode, UnknownKey } from "./signed_code.js";

/** Refusals that a rule for zones might lift; a token does not tell its zone. */
const DEPENDS_ON_ZONE = ["wrong_gate", "too_early", "too_late", "no_reentry"];

const seconds = (iso) => Date.parse(iso) / 1000;

/**
 * @param {object} facts the package, see gate.yaml
 * @param {(number: string) => {admitted: number, outside: number}} counts who came in on
 *  a ticket, as far as is known here
 * @param {{code: string, direction: string, count: number, scan_id: string}} scan
 * @param {number} now the server's time in milliseconds
 * @returns {Promise<{answer: object, admitted: number, outside: number} | null>} null when
 *  only the server can tell
 */
export async function decideOffline(facts, counts, scan, now) {
    let code;
    try {
        code = await readCode(normalise(scan.code), facts.keys);
    } catch (error) {
        return refusedCode(facts, scan, error);
    }
    const number = code.claims.ticket.padStart(16, "0");
    const session = facts.sessions.find(({ id }) => id === code.claims.session);
    const ticket = ticketFacts(facts, code.claims, session, counts(number));
    if (!session) {
        const decision = { admit: false, reason: "wrong_session", params: {}, ...counts(number) };
        return said(facts, scan, { number, session, ticket, decision, wording: "elsewhere" });
    }
    ticket.state = facts.revocations.includes(number) ? "cancelled" : "valid";
    ticket.code = await judge(code, session.rotation, now);
    const { open: is_open, session: only } = facts.gate;
    const decision = decide(
        ticket,
        { rules: facts.rules, is_open, session: only },
        scan.direction,
        scan.count,
        now / 1000,
    );
    if (DEPENDS_ON_ZONE.includes(decision.reason) && needsZone(facts.rules, ticket)) {
        return null;
    }
    return said(facts, scan, { number, session, ticket, decision });
}

/** A typed number proves nothing, and a key made since may be a good one. */
function refusedCode(facts, scan, error) {
    const isNumber = /^\d{16}$/.test(normalise(scan.code));
    if (isNumber || error instanceof UnknownKey || !(error instanceof Error)) {
        return null;
    }
    const decision = { admit: false, admitted: 0, outside: 0, params: {} };
    if (error instanceof Forged) {
        return said(facts, scan, { decision: { ...decision, reason: "forged" } });
    }
    if (error instanceof Malformed) {
        return said(facts, scan, { decision: { ...decision, reason: "malformed" } });
    }
    return null; // this browser cannot check signatures
}

function ticketFacts(facts, claims, session, { admitted, outside }) {
    return {
        session: claims.session,
        session_state: session?.state,
        venue: session?.venue,
        zone: null,
        type: claims.type,
        start: seconds(session?.start),
        end: seconds(session?.end),
        admits: claims.admits,
        admitted,
        outside,
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

function said(facts, scan, { number, session, ticket, decision, wording }) {
    const { admit, reason, admitted, outside, params } = decision;
    const words = {
        ...params,
        admitted,
        admits: ticket?.admits,
        session: session?.name,
        type: facts.types?.[ticket?.type] ?? "",
    };
    if (params.opens) {
        words.opens = new Date(params.opens * 1000).toLocaleString(facts.lang, {
            timeZone: session.tz,
            dateStyle: "medium",
            timeStyle: "short",
        });
    }
    const answer = {
        scan_id: scan.scan_id,
        result: admit ? "admit" : "refuse",
        reason,
        message: message(facts.messages, wording ?? wordingOf(reason, ticket), words),
        ticket: number
            ? {
                  number,
                  type: words.type,
                  session: session?.name ?? null,
                  place: null,
                  holder: null,
                  admits: ticket.admits,
                  admitted,
              }
            : null,
        offline: true,
    };
    return { answer, admitted, outside };
}

/** Some reasons are worded otherwise where less is known. */
function wordingOf(reason, ticket) {
    if (reason === "ok" && ticket.admits > 1) {
        return "ok_partly";
    }
    const known = { already_used: "already_used_before", cancelled: "void" };
    return { ...known, wrong_gate: "wrong_gate_type" }[reason] ?? reason;
}

function message(messages, wording, words) {
    const text = messages[wording] ?? wording;
    return text.replace(/%\((\w+)\)s/g, (_all, name) => words[name] ?? "");
}

function normalise(code) {
    return code.normalize("NFKC").replace(/[\s\u00a0-]/g, "").toUpperCase(); // prettier-ignore
}
