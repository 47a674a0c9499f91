import { browser } from "@web/core/browser/browser";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { Reactive } from "@web/core/utils/reactive";
import { session } from "@web/session";
import { getOnNotified } from "@point_of_sale/utils";
import { decodeGeometry, decodeRuns } from "@ticket_venue/seat_map/seat_map_data";
import { markRaw } from "@odoo/owl";

const COMING_MS = 60000;

/** What the display knows about sessions: asked once each, in the display's language. */
export class TicketDisplayDesk extends Reactive {
    constructor() {
        super();
        this.setup();
    }

    setup() {
        this.cards = {};
        this.coming = [];
        this.alarms = [];
        this.pauses = [];
        this.raw = markRaw({ asked: new Set(), timer: 0 });
    }

    start(bus) {
        getOnNotified(bus, session.access_token)("TICKET_ALARM", (told) => this.hear(told));
        this.load([]);
        this.raw.timer = browser.setInterval(() => this.load([]), COMING_MS);
    }

    /** Emergencies here fill the screen, those elsewhere are one line. */
    hear({ alarms, pauses }) {
        this.alarms = alarms;
        this.pauses = pauses;
    }

    /** @param {number[]} sessionIds sessions in the cart; known ones cost nothing */
    async know(sessionIds) {
        const unknown = sessionIds.filter((id) => !this.raw.asked.has(id));
        if (unknown.length) {
            unknown.forEach((id) => this.raw.asked.add(id));
            await this.load(unknown);
        }
    }

    /** A display without a line shows what it knows: the cart itself needs no server. */
    async load(sessionIds) {
        try {
            const { sessions, coming, ...told } = await rpc(
                "/ticket/pos/display",
                {
                    config_id: session.config_id,
                    access_token: session.access_token,
                    session_ids: sessionIds,
                },
                { silent: true },
            );
            this.coming = coming;
            this.hear(told);
            for (const card of sessions) {
                this.cards[card.id] = { ...card, map: null };
                await this.loadMap(card);
            }
        } catch {
            sessionIds.forEach((id) => this.raw.asked.delete(id));
        }
    }

    async loadMap(card) {
        const response = await browser.fetch(card.geometry);
        if (!response.ok) {
            return;
        }
        const map = markRaw(decodeGeometry(await response.json()));
        const seatZones = markRaw(decodeRuns(card.seat_zones, map.count));
        this.cards[card.id] = { ...card, map, seatZones };
    }
}

export const ticketDisplayService = {
    dependencies: ["bus_service"],
    start(env, { bus_service }) {
        const desk = new TicketDisplayDesk();
        if (session.ticket_display) {
            desk.start(bus_service);
        }
        return desk;
    },
};

registry.category("services").add("ticket_display", ticketDisplayService);
