/** Passes and cards at a lane without the network: who shows one instead of a ticket. */
import { sessionForPass } from "./admission.js";

/** In the signed code of a pass, where a ticket names its session. */
const NO_SESSION = 0;
const CARD = /^[0-9A-Z]{4,40}$/;
const ID_NUMBER = /^\d{17}[\dX]$/;

/** As Luhn: from the right, every second digit counts twice. */
const checksum = (digits) =>
    [...digits].reverse().reduce((sum, digit, place) => {
        const value = digit * (place % 2 ? 2 : 1);
        return sum + (value > 9 ? value - 9 : value);
    }, 0);

const seconds = (iso) => Date.parse(iso) / 1000;

/** Twelve digits, the last one a check on the others. */
export const isPassNumber = (text) => /^\d{12}$/.test(text) && checksum(text) % 10 === 0;
export const isPassCode = ({ session }) => session === NO_SESSION;

/** Text that may be a card, or a person's ID: only the server knows all of them. */
export const mayBeKnownElsewhere = (facts, text) =>
    ID_NUMBER.test(text) || (hasPasses(facts) && CARD.test(text));

const hasPasses = ({ rules }) => rules.some(({ who }) => who === "passes");

/** @returns {object | null} the pass with this number */
export const passByNumber = ({ passes = [] }, number) =>
    passes.find((pass) => pass.number === number) ?? null;

/**
 * All passes are told, those that are cancelled as well: a signed code of one that was not
 * told is of a pass sold since, good from the first day that it names.
 *
 * @returns {object | null} null for a type that is not known here
 */
export function passByCode(facts, claims) {
    const number = claims.ticket.padStart(12, "0");
    const isKnown = facts.pass_types && String(claims.type) in facts.pass_types;
    return passByNumber(facts, number) ?? (isKnown ? newPass(facts, number, claims) : null);
}

const newPass = ({ gate }, number, { type, admits, valid_from }) => ({
    number,
    pass_type: type,
    state: "valid",
    venue: null,
    tier: null,
    valid_from: valid_from ? valid_from - (gate.offset ?? 0) : null,
    valid_to: null,
    admits,
    admitted: 0,
    outside: 0,
    entries: 0,
    today: 0,
    day: null,
    last_in: null,
    holder: null,
    cards: [],
});

/** @returns {Promise<object | null>} the pass whose card says this */
export async function passByCard({ passes = [] }, text) {
    const code = text.replace(/[:.]/g, "");
    if (!passes.length || !CARD.test(code)) {
        return null;
    }
    const bytes = new TextEncoder().encode(`card:${code}`);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return passes.find(({ cards }) => cards.includes(hash)) ?? null;
}

/**
 * What is decided on for a pass: its own facts, and the session that it is for now.
 *
 * @param {object} facts the package
 * @param {object} lane as the admission rule sees it
 * @param {number} now seconds
 */
export function passFacts({ sessions }, lane, pass, counts, now) {
    const timed = sessions.map(({ id, state, venue, start, end }) => ({
        id,
        state,
        venue,
        start: seconds(start),
        end: seconds(end),
    }));
    const session = sessionForPass(timed, lane, now);
    const { entered, ...counted } = counts;
    const ticket = {
        ...pass,
        zone: null,
        type: null,
        session: session?.id ?? null,
        session_state: session?.state ?? null,
        start: session?.start ?? null,
        end: session?.end ?? null,
        entered,
        ...counted,
    };
    return { ticket, session: sessions.find(({ id }) => id === session?.id) };
}
