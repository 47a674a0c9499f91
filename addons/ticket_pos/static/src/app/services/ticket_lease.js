import { markRaw } from "@odoo/owl";
import { logPosMessage } from "@point_of_sale/app/utils/pretty_console_log";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { Reactive } from "@web/core/utils/reactive";
import { decodeGeometry } from "@ticket_venue/seat_map/seat_map_data";
import { TicketLeaseStandIn } from "@ticket_pos/app/services/ticket_lease_stand_in";
import { newKey, TicketLeaseStore } from "@ticket_pos/app/services/ticket_lease_store";
import { TicketLeaseSync } from "@ticket_pos/app/services/ticket_lease_sync";
import { staleClaims } from "@ticket_pos/utils/lease_book";

const CLAIM_LIFE_MS = 15 * 60000;
const LOOK_MS = 2000;

/**
 * The seats that this till may sell while the line is down: what it has, what is in carts,
 * what is sold and not sent, and whether the line is down.
 */
export class TicketLease extends Reactive {
    constructor(env, services) {
        super();
        this.setup(env, services);
    }

    setup(env, { pos, ticket_server, ticket_desk, notification }) {
        this.pos = pos;
        this.desk = ticket_desk;
        this.server = ticket_server;
        this.notification = notification;
        this.packages = markRaw([]);
        this.sessions = markRaw([]);
        this.offers = markRaw({});
        this.maps = markRaw({});
        this.claims = markRaw(new Map());
        this.sales = [];
        this.most = 0;
        this.seatsLeft = 0;
        this.cut = false;
        this.ready = false;
        this.key = "";
        this.raw = markRaw({ seatIds: new Map() });
        this.standIn = markRaw(new TicketLeaseStandIn(this));
        this.sync = markRaw(new TicketLeaseSync(this));
    }

    /** Read what this browser kept; without a database there is no offline sale. */
    async start() {
        this.cut = this.pos.data.network.offline;
        try {
            const { databaseName } = this.pos.data;
            this.store = markRaw(await new TicketLeaseStore(`ticket-${databaseName}`).open());
            await this.load();
        } catch (error) {
            logPosMessage("TicketLease", "start", "Offline seats need IndexedDB", false, [error]);
            return;
        }
        this.ready = true;
        this.server.standIn = this.standIn;
        browser.addEventListener("pos-network-online", () => this.back());
        browser.addEventListener("offline", () => this.cutOff());
        browser.setInterval(() => this.look(), LOOK_MS);
        if (this.cut) {
            await this.showLeased();
        } else {
            this.sync.run();
        }
        this.sync.start();
    }

    async load() {
        this.key = await this.store.get("key");
        if (!this.key) {
            this.key = newKey();
            await this.store.put("key", this.key);
        }
        const kept = (await this.store.get("leases")) || {};
        this.packages = markRaw(kept.packages || []);
        this.sessions = markRaw(kept.sessions || []);
        this.offers = markRaw(kept.offers || {});
        this.maps = markRaw(kept.maps || {});
        this.most = kept.most || 0;
        this.sales = await this.store.sales();
        await this.dropStale();
    }

    save() {
        const { packages, sessions, offers, maps, most } = this;
        return this.store.put("leases", { packages, sessions, offers, maps, most });
    }

    /** Seats of carts that were killed with their tab come back here. */
    async dropStale() {
        const claims = await this.store.claims();
        const orders = new Set(this.pos.models["pos.order"].map((order) => order.uuid));
        const stale = staleClaims(claims, orders, Date.now(), CLAIM_LIFE_MS);
        await this.store.unclaim(stale.map((claim) => claim.place_id));
        await this.readClaims();
    }

    async readClaims() {
        const claims = await this.store.claims();
        this.claims = markRaw(new Map(claims.map((claim) => [claim.place_id, claim])));
        this.count();
    }

    /** What is left, as a value that screens can watch. */
    count() {
        this.seatsLeft = this.standIn.left().length;
    }

    /** @returns {Promise<boolean>} false when another tab was faster */
    async claim(placeIds) {
        const done = await this.store.claim(placeIds, this.pos.getOrder()?.uuid || "");
        await this.readClaims();
        return done;
    }

    async unclaim(placeIds) {
        const open = placeIds.filter((id) => !this.claims.get(id)?.sold);
        await this.store.unclaim(open);
        await this.readClaims();
    }

    /** Ids of a map's seats in its order. */
    seatIds(url) {
        const { seatIds } = this.raw;
        if (!seatIds.has(url)) {
            seatIds.set(url, decodeGeometry(this.maps[url]).ids);
        }
        return seatIds.get(url);
    }

    // --- the line ----------------------------------------------------------------

    get canSell() {
        return this.ready && this.seatsLeft > 0;
    }

    /** Cash only: the line is down, or the order is of offline seats. */
    isCashOnly(order) {
        return this.cut || this.isLeased(order);
    }

    isLeased(order) {
        return Boolean(order?.ticketLines.some((line) => line.ticket_selection.lease));
    }

    look() {
        if (!this.cut && this.pos.data.network.offline) {
            this.cutOff();
        }
    }

    cutOff() {
        if (this.cut) {
            return;
        }
        this.cut = true;
        if (!this.pos.data.network.offline) {
            this.pos.data.checkConnectivity(); // asks again until the line is back
        }
        this.showLeased();
    }

    async back() {
        const wasCut = this.cut;
        this.cut = false;
        await this.sync.run();
        if (wasCut && this.desk.raw.viewers > 0) {
            await this.desk.loadSessions();
            await this.desk.refreshOffer();
        }
    }

    /** The seat screen shows what can be sold now. */
    async showLeased() {
        if (!this.packages.length || this.desk.raw.viewers <= 0) {
            return;
        }
        await this.desk.loadSessions();
        const here = this.sessions.some((session) => session.id === this.desk.sessionId);
        const target = here ? this.desk.sessionId : this.sessions[0]?.id;
        if (target) {
            await this.desk.selectSession(target);
        }
    }
}

export const ticketLeaseService = {
    dependencies: ["pos", "ticket_server", "ticket_desk", "notification"],
    start(env, services) {
        const lease = new TicketLease(env, services);
        if (services.pos.config.ticket_selling) {
            lease.start();
        }
        return lease;
    },
};

registry.category("services").add("ticket_lease", ticketLeaseService);
