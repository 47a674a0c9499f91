import { browser } from "@web/core/browser/browser";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

/**
 * The one door through which the seat screen and the cart ask the server.
 *
 * A stand-in may answer instead of it while the line is down: an object with methods named
 * as those of `pos.config`, with the same arguments and answers. `answers(method, args)`
 * tells whether it does now; `lost(error)` is told that the server did not answer; `fetch(url)`
 * answers, or not, what the browser cannot get.
 */
export class TicketServer {
    constructor(services) {
        this.setup(services);
    }

    setup({ pos, orm }) {
        this.pos = pos;
        this.orm = orm;
        this.standIn = null;
    }

    /** Ask in the name of this till. */
    async call(method, args = [], { silent = false } = {}) {
        if (this.standIn?.answers(method, args)) {
            return this.standIn[method](...args);
        }
        const orm = silent ? this.orm.silent : this.orm;
        try {
            return await orm.call("pos.config", method, [[this.pos.config.id], ...args]);
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                this.standIn?.lost(error);
                if (this.standIn?.answers(method, args)) {
                    return this.standIn[method](...args);
                }
            }
            throw error;
        }
    }

    /** Get what is no call: seat maps and the states of seats. */
    async fetch(url, options) {
        const instead = await this.standIn?.fetch(url);
        return instead || browser.fetch(url, options);
    }
}

export const ticketServerService = {
    dependencies: ["pos", "orm"],
    start(env, services) {
        return new TicketServer(services);
    },
};

registry.category("services").add("ticket_server", ticketServerService);
