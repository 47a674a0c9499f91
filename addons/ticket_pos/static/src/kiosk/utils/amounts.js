/** A language as browsers name it: zh_CN is zh-CN. */
function asTag(lang) {
    return lang.replace("_", "-");
}

/** A number of things: 63000 is 63,000. */
export function formatCount(count, lang) {
    return count.toLocaleString(asTag(lang));
}

/** Prices as a customer reads them; the server says what is paid. */
export function formatAmount(amount, currency, lang) {
    const text = amount.toLocaleString(asTag(lang), {
        minimumFractionDigits: Number.isInteger(amount) ? 0 : currency.digits,
        maximumFractionDigits: currency.digits,
    });
    return currency.position === "before"
        ? `${currency.symbol}${text}`
        : `${text} ${currency.symbol}`;
}

/** Minutes and seconds: 65 is 1:05. */
export function formatSeconds(seconds) {
    const rest = Math.max(0, Math.floor(seconds));
    return `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
}

/** The ticket types that have a price in a zone, in the offer's order. */
export function typesOfZone(offer, zoneId) {
    const zone = offer.zones.find(({ id }) => id === zoneId);
    return zone ? offer.types.filter((type) => String(type.id) in zone.prices) : [];
}

/**
 * Where places without seats are taken from, in a zone or in the whole offer: the area
 * with the most left. Nothing where there are seats to choose.
 */
export function standingArea({ areas, zones, seatZones }, zoneId = null) {
    const isAsked = (id) => Boolean(id) && (zoneId === null || id === zoneId);
    if (seatZones.some((index) => isAsked(zones[index]?.id))) {
        return null;
    }
    const asked = areas.filter((area) => isAsked(area.zone_id));
    return asked.reduce((most, area) => (most && most.left >= area.left ? most : area), null);
}

/**
 * The type that a new place gets: the last one chosen where the zone sells it.
 *
 * @returns {number | null}
 */
export function firstType(offer, zoneId, preferred) {
    const types = typesOfZone(offer, zoneId);
    return (types.find(({ id }) => id === preferred) || types[0])?.id ?? null;
}

/** Sessions by show, in the order of their first session. */
export function groupShows(sessions) {
    const shows = new Map();
    for (const session of sessions) {
        const show = shows.get(session.show_id) ?? {
            id: session.show_id,
            name: session.show,
            poster: session.poster,
            sessions: [],
        };
        show.sessions.push(session);
        shows.set(session.show_id, show);
    }
    return [...shows.values()];
}
