import { _t } from "@web/core/l10n/translation";
import {
    areasLeft,
    isLeaseToken,
    leaseToken,
    packStates,
    pickPlaces,
    placesOf,
    priceLines,
} from "@ticket_pos/utils/lease_book";

const CART_SECONDS = 600;
/** Answered from the lease while the line is down. */
const METHODS = new Set([
    "ticket_sessions",
    "ticket_offer",
    "ticket_areas",
    "ticket_hold",
    "ticket_quote",
    "ticket_release",
    "ticket_secure",
    "ticket_code",
]);
/** Asked about a cart: one with leased seats is finished from the lease, line or not. */
const ABOUT_CART = new Set(["ticket_hold", "ticket_quote", "ticket_release", "ticket_secure"]);

/** A refusal that the cart shows as it shows those of the server. */
class LeaseRefusal extends Error {
    constructor(message) {
        super(message);
        this.data = { message };
    }
}

/** Answers for the server while it cannot be reached, from the leased places alone. */
export class TicketLeaseStandIn {
    constructor(lease) {
        this.lease = lease;
    }

    answers(method, args = []) {
        if (this.lease.cut) {
            return METHODS.has(method) && this.lease.packages.length > 0;
        }
        return ABOUT_CART.has(method) && this.isLeased(args);
    }

    /** Whether these arguments speak of leased seats. */
    isLeased(args) {
        const places = this.places;
        const lists = args.filter(Array.isArray).flat();
        return lists.some((entry) =>
            Array.isArray(entry)
                ? isLeaseToken(entry[0])
                : entry?.place_ids?.some((id) => places.has(id) && this.lease.claims.has(id)),
        );
    }

    lost() {
        this.lease.cutOff();
    }

    get places() {
        return placesOf(this.lease.packages);
    }

    left() {
        return [...this.places.values()].filter((place) => !this.lease.claims.has(place.place_id));
    }

    // --- what pos.config answers otherwise -------------------------------------------

    ticket_sessions() {
        const left = this.left();
        return this.lease.sessions.map((session) => ({
            ...session,
            free: left.filter((place) => place.session_id === session.id).length,
        }));
    }

    ticket_offer(sessionId) {
        const offer = this.lease.offers[sessionId];
        if (!offer) {
            throw new LeaseRefusal(_t("No seats of this session are kept here for offline sale."));
        }
        const types = new Set(this.left().flatMap((place) => Object.keys(place.slips)));
        return {
            ...offer,
            types: offer.types.filter((type) => types.has(String(type.id))),
            areas: this.ticket_areas(sessionId),
            companions: [],
        };
    }

    ticket_areas(sessionId) {
        const left = this.left().filter((place) => place.session_id === sessionId);
        return areasLeft(this.lease.offers[sessionId]?.areas || [], left);
    }

    async ticket_hold(sessionId, typeId, wanted, items = []) {
        const asked = { session_id: sessionId, type_id: typeId, wanted };
        for (;;) {
            const chosen = pickPlaces(this.left(), asked);
            if (!chosen.length) {
                throw new LeaseRefusal(
                    this.lease.cut
                        ? _t(
                              "These seats are not kept here for offline sale, or not so many are left.",
                          )
                        : _t("Finish this order first: its seats were kept for offline sale."),
                );
            }
            const ids = chosen.map((place) => place.place_id);
            // Refuses before it takes: nothing may stay claimed of a refused cart.
            const lines = this.price([...items, { type_id: typeId, place_ids: ids }]);
            if (await this.lease.claim(ids)) {
                const seats = chosen.map(({ place_id, seat_id, label, lease_id }) => ({
                    place_id,
                    seat_id,
                    label,
                    token: leaseToken(lease_id),
                }));
                return { seats, renewed: [], seconds: CART_SECONDS, lines };
            }
        }
    }

    ticket_quote(items) {
        return this.price(items);
    }

    async ticket_release(holds) {
        const ids = holds
            .filter(([token]) => isLeaseToken(token))
            .flatMap(([, placeIds]) => placeIds);
        await this.lease.unclaim(ids);
        return true;
    }

    ticket_secure(holds, items) {
        const { lines, missing } = priceLines(this.places, items, this.lease.key);
        return {
            lost: missing,
            tokens: {},
            seconds: CART_SECONDS,
            lines,
            unnamed: [],
            documents: [],
        };
    }

    ticket_code() {
        return { found: false };
    }

    /** The state of seats and their map, when the browser cannot get them. */
    fetch(url) {
        if (!this.lease.cut) {
            return null;
        }
        for (const offer of Object.values(this.lease.offers)) {
            if (offer.geometry === url) {
                return new Response(JSON.stringify(this.lease.maps[url]));
            }
            if (offer.availability === url) {
                const free = new Set(
                    this.left()
                        .filter((place) => place.session_id === offer.session)
                        .map((place) => place.seat_id),
                );
                return new Response(packStates(this.lease.seatIds(offer.geometry), free));
            }
        }
        return null;
    }

    price(items) {
        const { lines, missing } = priceLines(this.places, items, this.lease.key);
        if (missing.length) {
            throw new LeaseRefusal(
                _t(
                    "Some seats of this order cannot be sold offline, or not as this ticket type. Take them out first.",
                ),
            );
        }
        return lines;
    }
}
