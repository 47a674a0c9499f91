import { TicketTable } from "../utils/ticket_table.js";
import { GateApiError } from "./gate_api.js";

/** The tickets of sessions that begin within this time are kept here. */
const AHEAD = 24 * 3600 * 1000;
/** So near, a session has its list even where the network has been away for hours. */
const NEAR = 12 * 3600 * 1000;
/** Changes are put on the disk this often; a fresh start asks for what came since. */
const SAVE_AFTER = 10 * 60 * 1000;
const nameOf = (session) => `tickets:${session}`;

/** The sessions' tickets on this device: what a typed number, a zone, a seat is. */
export class TicketLists {
    /** @param {import("./vault").Vault} vault */
    constructor(api, vault, now) {
        Object.assign(this, { api, vault, now });
        this.tables = new Map();
        this.saved = new Map();
    }

    /** Find again what was kept of the package's sessions. */
    async load(facts) {
        for (const { id } of facts?.sessions ?? []) {
            const columns = await this.vault.get(nameOf(id));
            if (columns) {
                this.tableOf(id).merge(columns);
            }
        }
    }

    /** Ask for what changed; forget the sessions that are over. */
    async refresh({ sessions }) {
        const wanted = sessions.filter(({ start }) => Date.parse(start) < this.now() + AHEAD);
        for (const { id } of wanted) {
            await this.renew(this.tableOf(id));
        }
        const ids = new Set(wanted.map(({ id }) => id));
        for (const session of [...this.tables.keys()].filter((one) => !ids.has(one))) {
            this.tables.delete(session);
            await this.vault.remove(nameOf(session));
        }
    }

    async renew(table) {
        try {
            const columns = await this.api.tickets(table.session, table.cursor);
            table.merge(columns);
            await this.save(table, columns);
        } catch (error) {
            if (!(error instanceof GateApiError)) {
                throw error;
            }
            // the server gives no list of this session: tokens are judged without it
        }
    }

    async save(table, { full, numbers }) {
        const isDue = this.now() - (this.saved.get(table.session) ?? 0) > SAVE_AFTER;
        if (full || (isDue && numbers.length)) {
            this.saved.set(table.session, this.now());
            await this.vault.put(nameOf(table.session), table.toColumns()).catch(() => {});
        }
    }

    tableOf(session) {
        if (!this.tables.has(session)) {
            this.tables.set(session, new TicketTable(session));
        }
        return this.tables.get(session);
    }

    isListed(session) {
        return Boolean(this.tables.get(session)?.cursor);
    }

    /** Whether a number that is not found here is no ticket of the sessions to come soon. */
    isWhole(sessions) {
        const near = sessions.filter(({ start }) => Date.parse(start) < this.now() + NEAR);
        return near.every(({ id }) => this.isListed(id));
    }

    /** @returns {object | null} what is known of a ticket, by its number */
    find(number) {
        for (const table of this.tables.values()) {
            const ticket = table.find(number);
            if (ticket) {
                return ticket;
            }
        }
        return null;
    }

    /** @param {(ticket: object) => boolean} fits */
    search(fits, most) {
        const tables = [...this.tables.values()];
        return tables.flatMap((table) => table.search(fits, most)).slice(0, most);
    }
}
