/** Passes and cards at a lane without the network: who shows one instead of a ticket. */
import { sessionForPass } from "./admission.js";

/** In the signed code of a pass, where a ticket names its session. */
const NO_SESSION = 0;
const CARD = /^[0-9A-Z]{4,40}$/;
const ID_NUMBER = /^\d{17}[\dX]$/;

const seconds = (iso) => Date.parse(iso) / 1000;

export const isPassNumber = (text) => /^\d{12}$/.test(text);
export const isPassCode = ({ session }) => session === NO_SESSION;

/** Text that may be a card, or a person's ID: only the server knows all of them. */
export const mayBeKnownElsewhere = (facts, text) =>
    ID_NUMBER.test(text) || (hasPasses(facts) && CARD.test(text));

const hasPasses = ({ rules }) => rules.some(({ who }) => who === "passes");

/** @returns {object | null} the pass with this number */
export const passByNumber = ({ passes = [] }, number) =>
    passes.find((pass) => pass.number === number) ?? null;

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
