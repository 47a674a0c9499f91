import { markRaw } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { Mutex } from "@web/core/utils/concurrency";

const RENEW_MS = 60000;

/** Speaks with the server about the leases while it can be reached. */
export class TicketLeaseSync {
    constructor(lease) {
        this.lease = lease;
        this.mutex = new Mutex();
    }

    start() {
        browser.setInterval(() => this.run(), RENEW_MS);
    }

    ask(method, args) {
        return this.lease.server.call(method, args, { silent: true });
    }

    /** Send what was sold, then tell that we are alive. Doing it again does no harm. */
    run() {
        return this.mutex.exec(async () => {
            if (this.lease.cut) {
                return;
            }
            try {
                await this.sendSales();
                await this.renew();
            } catch (error) {
                if (!(error instanceof ConnectionLostError || error instanceof RPCError)) {
                    throw error;
                }
            }
        });
    }

    /**
     * Every sale that was made from leased seats, until the server says that it has it: the
     * till's own orders may have been lost with its browser.
     */
    async sendSales() {
        const { lease } = this;
        lease.sales = await lease.store.sales();
        if (!lease.sales.length) {
            return;
        }
        await lease.pos.syncAllOrders();
        const uuids = lease.sales.map((sale) => sale.uuid);
        const known = new Set(await this.ask("ticket_lease_known", [uuids]));
        for (const sale of lease.sales.filter((kept) => !known.has(kept.uuid))) {
            try {
                await lease.pos.data.orm.silent.call("pos.order", "sync_from_ui", [
                    [structuredClone(sale.order)],
                ]);
                known.add(sale.uuid);
            } catch (error) {
                if (!(error instanceof RPCError)) {
                    throw error;
                }
                // kept here, and shown; the others go on
                sale.problem = error.data?.message || error.message;
            }
        }
        await lease.store.forgetSales([...known]);
        const sent = lease.sales.filter((sale) => known.has(sale.uuid));
        lease.sales = lease.sales.filter((sale) => !known.has(sale.uuid));
        if (sent.length) {
            lease.notification.add(
                _t("%(count)s offline orders are with the server now.", { count: sent.length }),
                { type: "success" },
            );
        }
    }

    async renew() {
        const { lease } = this;
        const told = Object.fromEntries(lease.packages.map(({ id }) => [id, this.waiting(id)]));
        const versions = Object.fromEntries(lease.packages.map(({ id, version }) => [id, version]));
        const reply = await this.ask("ticket_lease_renew", [lease.key, told, versions]);
        lease.most = reply.most;
        await this.take(reply.leases, new Set(reply.ids));
    }

    /** Tickets of a lease that are sold and not sent. */
    waiting(leaseId) {
        return this.lease.sales.reduce(
            (count, sale) => count + sale.lease_ids.filter((id) => id === leaseId).length,
            0,
        );
    }

    /**
     * Put packages in the place of older ones, and get what else is needed to sell them.
     *
     * @param {Object[]} packages
     * @param {Set<number>} [ids] all leases that this till still has
     */
    async take(packages, ids) {
        const { lease } = this;
        const newer = new Set(packages.map((one) => one.id));
        const kept = lease.packages.filter(
            (one) => !newer.has(one.id) && (!ids || ids.has(one.id)),
        );
        const changed = packages.length || kept.length < lease.packages.length;
        lease.packages = markRaw([...kept, ...packages]);
        if (changed) {
            await this.dropSold();
            await this.prepareSessions();
        }
        lease.count();
        await lease.save();
    }

    /** Places that are in no package any more need no claim. */
    async dropSold() {
        const { lease } = this;
        const places = lease.standIn.places;
        const waiting = new Set(lease.sales.flatMap((sale) => sale.place_ids));
        const gone = [...lease.claims.values()].filter(
            (claim) => claim.sold && !places.has(claim.place_id) && !waiting.has(claim.place_id),
        );
        await lease.store.unclaim(gone.map((claim) => claim.place_id));
        await lease.readClaims();
    }

    /** What the seat screen asks about sessions, kept as the server says it now. */
    async prepareSessions() {
        const { lease } = this;
        const ids = new Set(lease.packages.map((one) => one.session_id));
        const offers = {};
        const maps = {};
        for (const id of ids) {
            const offer = await this.ask("ticket_offer", [id]);
            offers[id] = offer;
            maps[offer.geometry] = lease.maps[offer.geometry] || (await this.map(offer.geometry));
        }
        const sessions = ids.size ? await this.ask("ticket_sessions", []) : [];
        lease.sessions = markRaw(sessions.filter((session) => ids.has(session.id)));
        lease.offers = markRaw(offers);
        lease.maps = markRaw(maps);
    }

    async map(url) {
        const response = await this.lease.server.fetch(url);
        return response.json();
    }

    // --- the cashier's wishes -------------------------------------------------------

    /** Keep more seats of a session for offline sale. */
    async keep(sessionId, wanted) {
        const { lease } = this;
        const name = (navigator.userAgentData?.platform || navigator.platform || "").slice(0, 64);
        const device = { key: lease.key, name };
        const reply = await lease.server.call("ticket_lease_take", [sessionId, device, wanted]);
        await this.take(reply.leases);
        await lease.desk.refreshAvailability();
    }

    /** Give back what is not sold. */
    async giveBack(leaseIds) {
        const { lease } = this;
        await this.run();
        const idle = leaseIds.filter((id) => !this.waiting(id) && !this.inCart(id));
        await lease.server.call("ticket_lease_return", [lease.key, idle]);
        await this.run();
        await lease.desk.refreshAvailability();
    }

    inCart(leaseId) {
        const { claims, standIn } = this.lease;
        const places = standIn.places;
        return [...claims.values()].some(
            (claim) => !claim.sold && places.get(claim.place_id)?.lease_id === leaseId,
        );
    }
}
