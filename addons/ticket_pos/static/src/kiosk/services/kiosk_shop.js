import { markRaw } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import {
    decodeAvailability,
    decodeGeometry,
    decodeRuns,
    FREE,
} from "@ticket_venue/seat_map/seat_map_data";
import { firstType, formatAmount, groupShows, standingArea, typesOfZone } from "../utils/amounts";

const POLL_MS = 3000;
const PAY_MS = 1500;

/** Buying: what is on, one session's seats, what the customer has chosen, paying. */
export class KioskShop {
    constructor() {
        this.model = null;
        this.raw = markRaw({ maps: new Map(), posters: new Map(), etag: null });
        this.posters = {};
        this.clear();
    }

    /** Forget the customer; posters and maps are nobody's and stay. */
    clear() {
        clearTimeout(this.raw.seatTimer);
        clearTimeout(this.raw.payTimer);
        this.sessions = [];
        this.show = null;
        this.offer = null;
        this.map = null;
        this.states = null;
        this.cart = null;
        this.typeId = null;
        this.payment = null;
        this.heldUntil = 0;
    }

    /** What a screen needs when it opens. */
    async enter(screen) {
        clearTimeout(this.raw.seatTimer);
        if (screen === "shows") {
            await this.loadSessions();
        } else if (screen === "seats") {
            await this.refreshSeats();
        }
    }

    /** Another language: what is shown is asked again, what is held stays. */
    async translate() {
        if (!this.model.visit) {
            return;
        }
        await this.model.run(async () => {
            if (this.sessions.length) {
                await this.loadSessions();
            }
            if (this.offer) {
                await this.loadOffer(this.offer.session);
            }
            if (this.cart && !this.payment) {
                this.take(await this.model.ask("cart"));
            }
        });
    }

    // --- what is on ---------------------------------------------------------

    async loadSessions() {
        const { sessions } = await this.model.api.call("programme");
        this.sessions = sessions;
        if (this.show) {
            this.show = this.shows.find(({ id }) => id === this.show.id) ?? null;
        }
        this.loadPosters();
    }

    get shows() {
        return groupShows(this.sessions);
    }

    async loadPosters() {
        for (const { id, poster } of this.shows) {
            if (poster && !this.raw.posters.has(id)) {
                this.raw.posters.set(id, true);
                const picture = this.model.api.picture("poster", { show: id });
                this.posters[id] = await picture.catch(() => "");
            }
        }
    }

    pickShow(show) {
        this.show = show;
        return this.model.go("sessions");
    }

    pickSession(session) {
        return this.model.run(async () => {
            await this.loadOffer(session.id);
            await this.model.go("seats");
        });
    }

    async loadOffer(sessionId) {
        const offer = await this.model.api.call("offer", { session: sessionId });
        const map = await this.loadMap(offer.geometry);
        if (this.offer?.session !== offer.session) {
            this.states = null;
            this.raw.etag = null;
        }
        this.map = map;
        this.offer = markRaw({ ...offer, seatZones: decodeRuns(offer.seat_zones, map.count) });
        await this.refreshSeats();
    }

    /** A seat map never changes under its address, so it is fetched once. */
    async loadMap(url) {
        const { maps } = this.raw;
        if (!maps.has(url)) {
            const file = await this.model.api.file(url);
            maps.set(url, markRaw(decodeGeometry(await file.json())));
        }
        return maps.get(url);
    }

    /** The seats' states, and again as long as the map is seen. */
    async refreshSeats() {
        clearTimeout(this.raw.seatTimer);
        const { offer, map } = this;
        if (!offer) {
            return;
        }
        const file = await this.model.api
            .file(offer.availability, { cache: "no-cache" })
            .catch(() => null);
        if (file?.ok && offer === this.offer) {
            const etag = file.headers.get("ETag");
            if (!this.states || etag !== this.raw.etag) {
                this.raw.etag = etag;
                this.states = markRaw(decodeAvailability(await file.arrayBuffer(), map.count));
            }
        } else if (file?.status === 410) {
            await this.loadOffer(offer.session);
            return;
        }
        if (this.model.screen === "seats") {
            this.raw.seatTimer = setTimeout(() => this.refreshSeats(), POLL_MS);
        }
    }

    // --- choosing -----------------------------------------------------------

    money(amount) {
        return formatAmount(amount, this.offer.currency, this.model.lang);
    }

    typesOf(seat) {
        return typesOfZone(this.offer, seat.zone_id);
    }

    zoneOf(index) {
        return this.offer.zones[this.offer.seatZones[index]];
    }

    isFree(index) {
        return this.states[index] === FREE && Boolean(this.zoneOf(index));
    }

    get count() {
        return this.cart?.seats.length ?? 0;
    }

    get vouchers() {
        return this.cart?.vouchers ?? [];
    }

    pickSeat(index) {
        const seatId = this.map.ids[index];
        const mine = this.cart?.seats.find((seat) => seat.seat_id === seatId);
        if (mine) {
            return this.remove([mine.place_id]);
        }
        return this.isFree(index)
            ? this.hold({ seats: [seatId] }, this.zoneOf(index).id)
            : undefined;
    }

    pickArea(areaId, count = 1) {
        const area = this.offer.areas.find(({ id }) => id === areaId);
        return this.hold({ count, area: areaId }, area?.zone_id);
    }

    /** The best seats together; where nobody has a seat, so many tickets. */
    pickBest(count, zoneId) {
        const area = standingArea(this.offer, zoneId);
        if (area) {
            return this.pickArea(area.id, count);
        }
        return this.hold({ count, zone: zoneId }, zoneId ?? this.offer.zones[0]?.id);
    }

    hold(wanted, zoneId) {
        const type = firstType(this.offer, zoneId, this.typeId);
        return this.model.run(async () => {
            const session = this.offer.session;
            this.take(await this.model.ask("seats", { session, type, wanted }));
            await this.refreshSeats();
        });
    }

    remove(places) {
        return this.model.run(async () => {
            this.take(await this.model.ask("remove", { places }));
            await this.refreshSeats();
        });
    }

    setType(seat, typeId) {
        this.typeId = typeId;
        return this.model.run(async () =>
            this.take(await this.model.ask("types", { types: { [seat.place_id]: typeId } })),
        );
    }

    stay() {
        return this.model.run(async () => this.take(await this.model.ask("cart")));
    }

    take(cart) {
        this.cart = cart;
        this.heldUntil = cart.seats.length ? Date.now() + cart.seconds * 1000 : 0;
    }

    // --- paying -------------------------------------------------------------

    get waiting() {
        return this.payment?.state === "waiting";
    }

    pay(method = null) {
        return this.model.run(async () => this.follow(await this.model.ask("pay", { method })));
    }

    cancelPayment() {
        return this.model.run(async () => this.follow(await this.model.ask("cancel")));
    }

    /** Ask until it is paid or not; a lost line only makes it longer. */
    async listen() {
        try {
            this.follow(await this.model.ask("payment"));
        } catch (error) {
            if (error.code && error.code !== "busy") {
                this.payment = null;
                this.model.tell(error);
                return;
            }
            this.raw.payTimer = setTimeout(() => this.listen(), PAY_MS);
        }
    }

    follow(answer) {
        clearTimeout(this.raw.payTimer);
        if (answer.state === "paid") {
            this.payment = null;
            this.model.thank(answer.printing);
            return;
        }
        if (answer.state === "waiting") {
            this.payment = answer;
            this.model.screen = "pay";
            this.raw.payTimer = setTimeout(() => this.listen(), PAY_MS);
            return;
        }
        this.payment = null;
        this.model.screen = "review";
        this.take(answer.cart);
        this.model.touch();
        this.model.notice =
            answer.state === "lost"
                ? _t("Somebody else has just taken: %(seats)s.", { seats: answer.lost.join(", ") })
                : _t("Nothing was paid. Your seats are kept; you can try again.");
    }
}
