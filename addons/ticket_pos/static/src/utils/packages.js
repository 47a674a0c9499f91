/** Packages in an order, as plain values. */

/** The lines of an order's packages, gathered by package, in the order they were added. */
export function packagesOf(lines) {
    const groups = new Map();
    for (const line of lines) {
        const { key, name } = line.ticket_package;
        if (!groups.has(key)) {
            groups.set(key, { key, name, lines: [] });
        }
        groups.get(key).lines.push(line);
    }
    return [...groups.values()];
}

/** `[[token, place ids], …]` of the seats in these lines. */
export function holdsOf(lines) {
    const holds = new Map();
    for (const { token, place_id } of seatsIn(lines)) {
        holds.set(token, [...(holds.get(token) || []), place_id]);
    }
    return [...holds];
}

export function seatsIn(lines) {
    return lines.flatMap((line) => line.ticket_selection?.seats || []);
}

/**
 * Whether a buyer's choice is a whole one.
 *
 * @param {{sessions: {id: number}[], choose: number}} offer
 * @param {Object} chosen session id -> zone id, empty when the session is not chosen
 */
export function isComplete(offer, chosen) {
    return offer.sessions.filter(({ id }) => chosen[id]).length === offer.choose;
}

/** What is chosen when a package is opened: all sessions where there is no choice. */
export function firstChoice(offer) {
    const fixed = offer.sessions.length === offer.choose;
    return Object.fromEntries(
        offer.sessions.map(({ id, zones }) => [id, fixed ? zones[0]?.id || null : null]),
    );
}
