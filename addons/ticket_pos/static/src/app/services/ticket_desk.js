import { markRaw } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Reactive } from "@web/core/utils/reactive";
import { decodeAvailability, decodeRuns } from "@ticket_venue/seat_map/seat_map_data";
import { TicketCartKeeper } from "@ticket_pos/app/services/ticket_cart_keeper";
import { TicketLive } from "@ticket_pos/app/services/ticket_live";
import { TicketMaps } from "@ticket_pos/app/services/ticket_maps";

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

    setup(env, { pos, ticket_server, bus_service, notification, dialog }) {
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
        this.raw = markRaw({ viewers: 0, sessionsAt: 0, etag: null });
        this.maps = markRaw(new TicketMaps(ticket_server));
        this.live = markRaw(new TicketLive(this, bus_service));
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
        this.live.follow(this.raw.viewers ? this.sessionId : null);
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
            }, this.live.pause);
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
        this.live.follow(sessionId);
        await this.refreshOffer();
    }

    async refreshOffer() {
        const { sessionId } = this;
        this.loading = !this.offer;
        try {
            const { partner_id, pricelist_id } = this.customer;
            const offer = await this.call("ticket_offer", [sessionId, partner_id, pricelist_id]);
            const map = await this.maps.load(offer.geometry);
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

    async refreshAvailability() {
        const { offer, map } = this;
        if (!offer || !map) {
            return;
        }
        const { words } = this.live;
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
                const states = decodeAvailability(await response.arrayBuffer(), map.count);
                this.live.check(this.states, states, words);
                this.showStates(states, etag);
            }
            await this.refreshAreas();
            this.failure = "";
        } catch {
            this.fail();
        }
    }

    /** @param {string | null} etag of the answer that has these states, if one has them */
    showStates(states, etag = null) {
        this.raw.etag = etag;
        this.states = markRaw(states);
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
    dependencies: ["pos", "ticket_server", "bus_service", "notification", "dialog"],
    start(env, services) {
        const desk = new TicketDesk(env, services);
        desk.cart.start();
        desk.live.start();
        return desk;
    },
};

registry.category("services").add("ticket_desk", ticketDeskService);
