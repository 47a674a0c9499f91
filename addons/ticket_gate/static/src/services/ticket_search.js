import { searchFor } from "../utils/find_ticket.js";
import { NoAnswer } from "./gate_api.js";

const MOST = 20;

/**
 * Find tickets by what their holder can say: the server's, else in this device's list.
 *
 * @param {import("./lane").Lane} lane
 * @param {string} text
 * @returns {Promise<{tickets: object[], more: boolean, offline?: boolean}>}
 */
export async function searchTickets(lane, text) {
    try {
        return await lane.api.search(text);
    } catch (error) {
        if (!(error instanceof NoAnswer)) {
            throw error;
        }
        return { ...searchHere(lane, text), offline: true };
    }
}

function searchHere(lane, text) {
    const { lists, facts } = lane;
    const fits = searchFor(text);
    if (!fits || !facts) {
        return { tickets: [], more: false };
    }
    const found = lists.search(fits, MOST + 1).map((ticket) => ({
        ...ticket,
        ...lane.counts(ticket.number, ticket),
        type: facts.types[ticket.type] ?? "",
        session: facts.sessions.find(({ id }) => id === ticket.session)?.name ?? "",
    }));
    return { tickets: found.slice(0, MOST), more: found.length > MOST };
}
