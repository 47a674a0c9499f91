import { markRaw } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Reactive } from "@web/core/utils/reactive";
import {
    decodeAvailability,
    decodeGeometry,
    decodeRuns,
} from "@ticket_venue/seat_map/seat_map_data";
import { TicketCartKeeper } from "@ticket_pos/app/services/ticket_cart_keeper";

const POLL_MS = 2500;
const SESSIONS_MS = 60000;

/**
 * What the till knows about sessions and their seats, and the only one that asks the
 * server about them. The cart's side (holds, lines, prices) is the keeper's.
 */
export class TicketDesk extends Reactive {
    constructor(env, services) {
        super();
        this.setup(env, services);
    }

    setup(env, { pos, ticket_server, notification, dialog }) {
        this.pos = pos;
        this.server = ticket_server;
        this.sessions = [];
        this.sessionId = null;
        this.typeId = null;
        this.offer = null;
        this.map = null;
        this.states = null;
        this.areas = [];
        this.loading = false;
        this.failure = "";
        this.raw = markRaw({ maps: new Map(), viewers: 0, sessionsAt: 0, etag: null });
        this.cart = new TicketCartKeeper({ desk: this, pos, dialog, notification });
    }

    /** Ask the server in the name of this till. */
    call(method, args, options) {
        return this.server.call(method, args, options);
    }

    get session() {
        return this.sessions.find((session) => session.id === this.sessionId);
    }

    get customer() {
        const order = this.pos.getOrder();
        return {
            partner_id: order?.partner_id?.id || false,
            pricelist_id: order?.pricelist_id?.id || false,
        };
    }

    /** Called while a seat screen is open: loads what is missing, then keeps it fresh. */
    async watch() {
        this.raw.viewers++;
        await this.loadSessions();
        const session = this.session || this.nextSession;
        if (session) {
            await this.selectSession(session.id);
        }
        this.poll();
    }

    unwatch() {
        this.raw.viewers--;
        browser.clearTimeout(this.raw.timer);
    }

    poll() {
        browser.clearTimeout(this.raw.timer);
        if (this.raw.viewers > 0) {
            this.raw.timer = browser.setTimeout(async () => {
                await this.refreshAvailability();
                if (Date.now() - this.raw.sessionsAt > SESSIONS_MS) {
                    await this.loadSessions();
                }
                this.poll();
            }, POLL_MS);
        }
    }

    get nextSession() {
        return this.sessions.find((session) => !session.started) || this.sessions[0];
    }

    async loadSessions() {
        try {
            this.sessions = await this.call("ticket_sessions", [], { silent: true });
            this.raw.sessionsAt = Date.now();
            this.failure = "";
        } catch (error) {
            this.fail(error);
        }
    }

    async selectSession(sessionId) {
        if (this.sessionId !== sessionId) {
            this.sessionId = sessionId;
            this.offer = null;
            this.map = null;
            this.states = null;
        }
        await this.refreshOffer();
    }

    async refreshOffer() {
        const { sessionId } = this;
        this.loading = !this.offer;
        try {
            const { partner_id, pricelist_id } = this.customer;
            const offer = await this.call("ticket_offer", [sessionId, partner_id, pricelist_id]);
            const map = await this.loadMap(offer.geometry);
            if (sessionId !== this.sessionId) {
                return;
            }
            this.map = map;
            this.areas = offer.areas;
            this.offer = markRaw({
                ...offer,
                seatZones: decodeRuns(offer.seat_zones, map.count),
            });
            if (!offer.types.some((type) => type.id === this.typeId)) {
                this.typeId = offer.types[0]?.id || null;
            }
            await this.refreshAvailability();
            this.failure = "";
        } catch (error) {
            this.fail(error);
        } finally {
            this.loading = false;
        }
    }

    /** A seat map never changes under its address, so it is fetched once. */
    async loadMap(url) {
        const { maps } = this.raw;
        if (!maps.has(url)) {
            const response = await this.server.fetch(url);
            if (!response.ok) {
                throw new Error(_t("The seat map could not be loaded."));
            }
            maps.set(url, markRaw(decodeGeometry(await response.json())));
        }
        return maps.get(url);
    }

    async refreshAvailability() {
        const { offer, map } = this;
        if (!offer || !map) {
            return;
        }
        try {
            // "no-cache" lets the browser ask with the ETag; unchanged costs a 304.
            const response = await this.server.fetch(offer.availability, { cache: "no-cache" });
            if (response.status === 410) {
                await this.refreshOffer(); // the session has another revision of its map
                return;
            }
            const etag = response.headers.get("ETag");
            const unchanged = this.states && etag && etag === this.raw.etag;
            if (response.ok && offer === this.offer && !unchanged) {
                this.raw.etag = etag;
                this.states = markRaw(decodeAvailability(await response.arrayBuffer(), map.count));
            }
            await this.refreshAreas();
            this.failure = "";
        } catch {
            this.fail();
        }
    }

    async refreshAreas() {
        const { offer, sessionId } = this;
        if (offer.areas.length) {
            const areas = await this.call("ticket_areas", [sessionId], { silent: true });
            if (offer === this.offer) {
                this.areas = areas;
            }
        }
    }

    fail(error) {
        this.failure =
            error?.data?.message || _t("No connection: seats shown may have been sold meanwhile.");
    }
}

export const ticketDeskService = {
    dependencies: ["pos", "ticket_server", "notification", "dialog"],
    start(env, services) {
        const desk = new TicketDesk(env, services);
        desk.cart.start();
        return desk;
    },
};

registry.category("services").add("ticket_desk", ticketDeskService);
