import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { Reactive } from "@web/core/utils/reactive";
import { rpc } from "@web/core/network/rpc";

const MESSAGE = "TICKET_ALARM";

/** The alarms of the user's venues: from the page at first, then whenever the bus says so. */
export class TicketAlarms extends Reactive {
    constructor(bus) {
        super();
        this.setup(bus);
    }

    setup(bus) {
        this.alarms = session.ticket_alarms || [];
        this.board = null; // the venue whose alarm an open gate board shows itself
        bus.subscribe(MESSAGE, () => this.ask());
        for (const event of ["BUS:CONNECT", "BUS:RECONNECT"]) {
            bus.addEventListener(event, () => this.ask()); // what was said meanwhile
        }
    }

    /** Whom to ask for the alarms that this screen shows. */
    get question() {
        return { model: "ticket.venue", method: "get_alarms", args: [] };
    }

    async ask() {
        const { question } = this;
        try {
            this.alarms = await rpc(
                `/web/dataset/call_kw/${question.model}/${question.method}`,
                { ...question, kwargs: { context: user.context } }, // names in the user's language
                { silent: true },
            );
        } catch {
            browser.setTimeout(() => this.ask(), 3000);
        }
    }
}

export const ticketAlarmService = {
    dependencies: ["bus_service"],
    start(env, { bus_service }) {
        return session.ticket_alarms ? new TicketAlarms(bus_service) : { alarms: [], board: null };
    },
};

registry.category("services").add("ticket_alarm", ticketAlarmService);
