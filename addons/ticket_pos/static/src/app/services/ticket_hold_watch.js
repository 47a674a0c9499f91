import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { summarise, toHolds } from "@ticket_pos/utils/selection";

const TICK_MS = 1000;

/**
 * Looks at the open orders once a second: seats that left a cart by any road (backspace,
 * deleted order) are given back, seats whose time is over are taken out.
 */
export class TicketHoldWatch {
    constructor({ desk, pos, cart, notification }) {
        this.desk = desk;
        this.pos = pos;
        this.cart = cart;
        this.notification = notification;
        this.known = new Map();
    }

    start() {
        browser.setInterval(() => this.tick(), TICK_MS);
    }

    remember(seats) {
        for (const seat of seats) {
            this.known.set(seat.place_id, seat);
        }
    }

    forget(seats) {
        for (const { place_id } of seats) {
            this.known.delete(place_id);
        }
    }

    /** Give back what left the carts; take out what is no longer ours. */
    async tick() {
        if (this.cart.busy) {
            return;
        }
        const orders = this.pos.models["pos.order"].filter((order) => order.ticketLines.length);
        const present = new Set();
        for (const order of orders) {
            for (const seat of order.ticketSeats) {
                present.add(seat.place_id);
                if (order.finalized) {
                    this.known.delete(seat.place_id);
                } else {
                    this.known.set(seat.place_id, seat);
                }
            }
        }
        const orphans = [...this.known.values()].filter((seat) => !present.has(seat.place_id));
        this.forget(orphans);
        await this.giveBack(orphans);
        for (const order of orders) {
            if (orphans.length && !order.finalized && !order.payment_ids.length) {
                await this.cart.requote(order); // a bundle or group may be smaller now
            }
            // Once money is on the counter, only the check before validation may decide.
            if (!order.finalized && !order.payment_ids.length) {
                await this.dropExpired(order);
            }
        }
    }

    async giveBack(seats) {
        if (!seats.length) {
            return;
        }
        try {
            await this.desk.call("ticket_release", [toHolds(seats)], { silent: true });
            await this.desk.refreshAvailability();
        } catch {
            // Nothing to do: the hold ends by itself when its time is over.
        }
    }

    async dropExpired(order) {
        const expired = order.ticketSeats.filter((seat) => seat.until && seat.until < Date.now());
        if (!expired.length) {
            return;
        }
        await this.cart.remove(
            order,
            expired.map((seat) => seat.place_id),
        );
        this.notification.add(
            _t("The time was over, these seats are free for everybody again: %(seats)s", {
                seats: summarise(expired.map((seat) => seat.label)).join("; "),
            }),
            { type: "warning", sticky: true },
        );
    }
}
