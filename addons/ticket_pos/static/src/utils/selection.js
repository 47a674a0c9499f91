/**
 * What an order line knows about its places, as plain values.
 *
 * A selection is `{session_id, session_name, type_id, type_name, zone_id, zone_name,
 * zone_color, seats}`; a seat is `{place_id, seat_id, label, token, until}`, where `until`
 * is when the hold ends, in milliseconds of this till's own clock. Nothing here knows Odoo.
 */

/** One order line holds one session, zone and ticket type. */
export function selectionKey(selection) {
    return `${selection.session_id}-${selection.zone_id}-${selection.type_id}`;
}

/** All seats of these selections, each with the ticket type it is sold as. */
export function seatsOf(selections) {
    return selections.flatMap((selection) =>
        selection.seats.map((seat) => ({ ...seat, type_id: selection.type_id })),
    );
}

/**
 * `[{type_id, place_ids}]`, which is how the server wants to be asked for prices; with
 * `overrides` by place where a person has changed the price.
 */
export function toItems(seats) {
    const items = new Map();
    for (const { type_id, place_id, override } of seats) {
        if (!items.has(type_id)) {
            items.set(type_id, { type_id, place_ids: [] });
        }
        const item = items.get(type_id);
        item.place_ids.push(place_id);
        if (override) {
            item.overrides = { ...item.overrides, [place_id]: override };
        }
    }
    return [...items.values()];
}

/** `[[token, [place ids]], …]` of seats that are held. */
export function toHolds(seats) {
    const placesByToken = new Map();
    for (const { token, place_id } of seats) {
        if (!token) {
            continue;
        }
        if (!placesByToken.has(token)) {
            placesByToken.set(token, []);
        }
        placesByToken.get(token).push(place_id);
    }
    return [...placesByToken];
}

/** Held seats by place id. */
export function seatsByPlace(seats) {
    return new Map(seats.map((seat) => [seat.place_id, seat]));
}

/**
 * Labels with what they share said once.
 *
 * "Stalls · Row 5 · Seat 12" and "Stalls · Row 5 · Seat 13" become
 * ["Stalls · Row 5 · Seat 12, Seat 13"].
 */
export function summarise(labels) {
    const groups = new Map();
    for (const label of labels) {
        const cut = label.lastIndexOf(" · ");
        const prefix = cut < 0 ? "" : label.slice(0, cut);
        const last = cut < 0 ? label : label.slice(cut + 3);
        if (!groups.has(prefix)) {
            groups.set(prefix, new Map());
        }
        const counts = groups.get(prefix);
        counts.set(last, (counts.get(last) || 0) + 1);
    }
    return [...groups].map(([prefix, counts]) => {
        const names = [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
        return [prefix, names.join(", ")].filter(Boolean).join(" · ");
    });
}

/** Whole seconds until the first of these seats is no longer ours; null without seats. */
export function secondsLeft(seats, now) {
    const ends = seats.map((seat) => seat.until).filter(Boolean);
    return ends.length ? Math.max(0, Math.ceil((Math.min(...ends) - now) / 1000)) : null;
}

/** 75 -> "1:15" */
export function formatCountdown(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
