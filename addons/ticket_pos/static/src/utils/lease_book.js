/**
 * What a till sells from its leased places while the line is down, as plain values.
 *
 * A package is what `pos.config` gives for one lease: `{id, version, session_id, places}`;
 * a place is `{place_id, seat_id, section_id, zone_id, rank, label, slips}`, and
 * `slips[type_id]` is `{number, token, line}`, the ticket that was signed beforehand. Nothing
 * here knows Odoo.
 */

const FREE_BITS = 0;
const LOCKED_BITS = 3;
export const LEASE_PREFIX = "LEASE-";

/** Every leased place by its id, with the lease it is of. */
export function placesOf(packages) {
    const places = new Map();
    for (const { id, session_id, places: leased } of packages) {
        for (const place of leased) {
            places.set(place.place_id, { ...place, lease_id: id, session_id });
        }
    }
    return places;
}

/** What a seat's token says when it is a leased one; it is no hold of the server's. */
export function leaseToken(leaseId) {
    return `${LEASE_PREFIX}${leaseId}`;
}

export function isLeaseToken(token) {
    return String(token || "").startsWith(LEASE_PREFIX);
}

/**
 * Choose places as `ticket_hold` would.
 *
 * @param {Object[]} places those that are left, of any session
 * @param {{session_id: number, type_id: number, wanted: Object}} asked
 * @returns {Object[]} none when there are not enough
 */
export function pickPlaces(places, { session_id, type_id, wanted }) {
    const here = places
        .filter((place) => place.session_id === session_id && place.slips[type_id])
        .sort((one, other) => one.rank - other.rank);
    const { best } = wanted;
    if (!best) {
        const seats = new Set(wanted.seat_ids || []);
        const ids = new Set(wanted.place_ids || []);
        const named = here.filter(
            (place) => (place.seat_id && seats.has(place.seat_id)) || ids.has(place.place_id),
        );
        return named.length === seats.size + ids.size ? named : [];
    }
    const fitting = here.filter(
        (place) =>
            (!best.zone_id || place.zone_id === best.zone_id) &&
            (!best.section_id || place.section_id === best.section_id),
    );
    return fitting.length < best.count ? [] : neighbours(fitting, best.count);
}

/** The best places whose seats follow each other, or the best ones at all. */
function neighbours(places, count) {
    const bySeat = new Map(places.map((place) => [place.seat_id, place]));
    for (const { seat_id, section_id } of places) {
        if (!seat_id) {
            break;
        }
        const run = Array.from({ length: count }, (_, i) => bySeat.get(seat_id + i));
        if (run.every((place) => place?.section_id === section_id)) {
            return run;
        }
    }
    return places.slice(0, count);
}

/**
 * Price a cart from what was prepared, as `ticket_quote` would.
 *
 * @param {Map<number, Object>} places see `placesOf`
 * @param {{type_id: number, place_ids: number[]}[]} items
 * @param {string} key the browser's key, which proves the lease
 * @returns {{lines: Object[], missing: number[]}} place ids that are not leased, not as that
 * type, or not at the price of the others
 */
export function priceLines(places, items, key) {
    const lines = new Map();
    const missing = [];
    for (const { type_id, place_ids } of items) {
        for (const placeId of place_ids) {
            const slip = places.get(placeId)?.slips[type_id];
            const { session_id, zone_id, price_unit } = slip?.line || {};
            const group = `${session_id}-${zone_id}-${type_id}`;
            if (!slip || (lines.get(group)?.price_unit ?? price_unit) !== price_unit) {
                missing.push(placeId);
                continue;
            }
            if (!lines.has(group)) {
                lines.set(group, {
                    ...slip.line,
                    place_ids: [],
                    discounts: [],
                    lease: { key },
                    signed: {},
                });
            }
            const line = lines.get(group);
            line.place_ids.push(placeId);
            line.signed[placeId] = { number: slip.number, token: slip.token };
        }
    }
    return { lines: [...lines.values()], missing };
}

/**
 * Seat states as the availability file says them: what is left is free, the rest locked.
 *
 * @param {ArrayLike<number>} seatIds of the map, in its order
 * @param {Set<number>} free seat ids
 */
export function packStates(seatIds, free) {
    const bytes = new Uint8Array(Math.ceil(seatIds.length / 4));
    for (let index = 0; index < bytes.length * 4; index++) {
        const isFree = index < seatIds.length && free.has(seatIds[index]);
        bytes[index >> 2] |= (isFree ? FREE_BITS : LOCKED_BITS) << (6 - 2 * (index & 3));
    }
    return bytes;
}

/** Standing areas with what is left in them here. */
export function areasLeft(areas, places) {
    return areas.map((area) => ({
        ...area,
        left: places.filter((place) => !place.seat_id && place.section_id === area.id).length,
    }));
}

/**
 * The claims of open carts that count no more: their time is over and no order has them.
 *
 * @param {Object[]} claims `{place_id, order, sold, at}`
 * @param {Set<string>} orders uuids of the orders that this till has
 */
export function staleClaims(claims, orders, now, lifetime) {
    return claims.filter(
        (claim) => !claim.sold && !orders.has(claim.order) && claim.at + lifetime < now,
    );
}
