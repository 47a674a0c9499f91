import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { Mutex } from "@web/core/utils/concurrency";
import { seatsByPlace, selectionKey, summarise, toHolds, toItems } from "@ticket_pos/utils/selection";

const TICK_MS = 1000;
const RENEW_BELOW_MS = 180000;

/**
 * Keeps the ticket lines of the open orders and the holds on the server in step.
 *
 * Every change goes the same way: the server is told what should be in the cart and
 * answers with priced lines, which replace the order's ticket lines. Seats that leave a
 * cart by any road (backspace, deleted order) are noticed by `tick` and given back.
 */
export class TicketCartKeeper {
    constructor({ desk, pos, dialog, notification }) {
        this.desk = desk;
        this.pos = pos;
        this.dialog = dialog;
        this.notification = notification;
        this.mutex = new Mutex();
        this.known = new Map();
        this.busy = 0;
    }

    start() {
        browser.setInterval(() => this.tick(), TICK_MS);
    }

    /** Hold seats (`{seat_ids}`) or the best (`{best}`) and put them into the order. */
    hold(order, sessionId, typeId, wanted) {
        return this.change(order, async (seats) => {
            const { partner_id, pricelist_id } = this.desk.customer;
            const reply = await this.desk.call("ticket_hold", [
                sessionId,
                typeId,
                wanted,
                toItems(seats),
                toHolds(seats.filter((seat) => seat.until - Date.now() < RENEW_BELOW_MS)),
                partner_id,
                pricelist_id,
            ]);
            const until = Date.now() + reply.seconds * 1000;
            const renewed = new Set(reply.renewed);
            return {
                seats: [
                    ...seats.map((seat) => (renewed.has(seat.token) ? { ...seat, until } : seat)),
                    ...reply.seats.map((seat) => ({ ...seat, until, type_id: typeId })),
                ],
                lines: reply.lines,
            };
        });
    }

    /** Take places out of the order and give them back to the others. */
    remove(order, placeIds) {
        const gone = new Set(placeIds);
        return this.change(order, async (seats) => {
            const kept = seats.filter((seat) => !gone.has(seat.place_id));
            const released = seats.filter((seat) => gone.has(seat.place_id));
            this.forget(released);
            await this.desk.call("ticket_release", [toHolds(released)]);
            return { seats: kept, lines: await this.quote(kept) };
        });
    }

    /** Sell a place as another ticket type. */
    changeType(order, placeId, typeId) {
        return this.change(order, async (seats) => {
            const changed = seats.map((seat) =>
                seat.place_id === placeId ? { ...seat, type_id: typeId } : seat
            );
            return { seats: changed, lines: await this.quote(changed) };
        });
    }

    /** Ask the prices again, because the customer or the pricelist has changed. */
    requote(order) {
        return this.change(order, async (seats) => ({ seats, lines: await this.quote(seats) }));
    }

    /**
     * Make sure all is ours and rightly priced before money is taken.
     *
     * @returns {Promise<boolean>} whether the cart is as it was; otherwise it has been put
     * right and the cashier told.
     */
    async secure(order) {
        if (!order?.ticketLines.length) {
            return true;
        }
        const total = order.priceIncl;
        let lost = [];
        const done = await this.change(order, async (seats) => {
            const { partner_id, pricelist_id } = this.desk.customer;
            const reply = await this.desk.call("ticket_secure", [
                toHolds(seats),
                toItems(seats),
                partner_id,
                pricelist_id,
            ]);
            const until = Date.now() + reply.seconds * 1000;
            const gone = new Set(reply.lost);
            lost = seats.filter((seat) => gone.has(seat.place_id));
            this.forget(lost);
            return {
                seats: seats
                    .filter((seat) => !gone.has(seat.place_id))
                    .map((seat) => ({
                        ...seat,
                        until,
                        token: reply.tokens[seat.place_id] || seat.token,
                    })),
                lines: reply.lines,
            };
        });
        if (!done) {
            return false;
        }
        if (lost.length) {
            this.tellLost(lost);
            return false;
        }
        if (!order.currency.isZero(order.priceIncl - total)) {
            this.dialog.add(AlertDialog, {
                title: _t("The price has changed"),
                body: _t("The tickets cost %(total)s now. Please tell the customer.", {
                    total: this.pos.env.utils.formatCurrency(order.priceIncl),
                }),
            });
            return false;
        }
        return true;
    }

    tellLost(seats) {
        this.dialog.add(AlertDialog, {
            title: _t("Somebody else has these seats now"),
            body: _t(
                "The time was over and the seats were sold: %(seats)s. They have been taken out of the order; please choose others.",
                { seats: summarise(seats.map((seat) => seat.label)).join("; ") }
            ),
        });
        this.desk.refreshAvailability();
    }

    async quote(seats) {
        if (!seats.length) {
            return [];
        }
        const { partner_id, pricelist_id } = this.desk.customer;
        return this.desk.call("ticket_quote", [toItems(seats), partner_id, pricelist_id]);
    }

    /**
     * Run one change of an order's tickets after the other.
     *
     * @param {Function} work gets the order's seats, answers `{seats, lines}`
     * @returns {Promise<boolean>} false when the server refused; the cashier has been told
     */
    change(order, work) {
        this.busy++;
        return this.mutex.exec(async () => {
            try {
                const { seats, lines } = await work(order.ticketSeats);
                await this.apply(order, seats, lines);
                return true;
            } catch (error) {
                if (error instanceof ConnectionLostError) {
                    this.notification.add(
                        _t("No connection: tickets can be sold again when it is back."),
                        { type: "danger" }
                    );
                } else if (error?.data?.message) {
                    this.notification.add(error.data.message, { type: "warning" });
                } else {
                    throw error;
                }
                await this.desk.refreshAvailability();
                return false;
            } finally {
                this.busy--;
            }
        });
    }

    /** Make the order's ticket lines what the server priced. */
    async apply(order, seats, lines) {
        const byPlace = seatsByPlace(seats);
        const wanted = new Map(lines.map((line) => [selectionKey(line), line]));
        for (const line of order.ticketLines) {
            if (!wanted.has(selectionKey(line.ticket_selection))) {
                order.removeOrderline(line);
            }
        }
        const existing = new Map(
            order.ticketLines.map((line) => [selectionKey(line.ticket_selection), line])
        );
        for (const [key, priced] of wanted) {
            const values = this.lineValues(priced, byPlace);
            const line = existing.get(key);
            if (line) {
                line.update(values);
                line.setFullProductName();
            } else {
                await this.addLine(order, priced.product_id, values);
            }
        }
        for (const seat of seats) {
            this.known.set(seat.place_id, seat);
        }
    }

    lineValues(priced, byPlace) {
        const { place_ids, product_id, price_unit, discount, unit_total, ...names } = priced;
        return {
            qty: place_ids.length,
            price_unit,
            discount,
            ticket_selection: {
                ...names,
                unit_total,
                seats: place_ids.map((placeId) => {
                    const { place_id, seat_id, label, token, until } = byPlace.get(placeId);
                    return { place_id, seat_id, label, token, until };
                }),
            },
        };
    }

    async addLine(order, productId, values) {
        const product = await this.loadProduct(productId);
        await this.pos.addLineToOrder(
            {
                ...values,
                product_id: product,
                product_tmpl_id: product.product_tmpl_id,
                price_type: "automatic",
            },
            order,
            {},
            false
        );
    }

    /** The till loads ticket products when it opens; a type added since then is fetched. */
    async loadProduct(productId) {
        const products = this.pos.models["product.product"];
        if (!products.get(productId)) {
            await this.pos.loadNewProducts([["product_variant_ids", "in", [productId]]]);
        }
        return products.get(productId);
    }

    forget(seats) {
        for (const { place_id } of seats) {
            this.known.delete(place_id);
        }
    }

    /** Give back what left the carts; take out what is no longer ours. */
    async tick() {
        if (this.busy) {
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
        await this.remove(
            order,
            expired.map((seat) => seat.place_id)
        );
        this.notification.add(
            _t("The time was over, these seats are free for everybody again: %(seats)s", {
                seats: summarise(expired.map((seat) => seat.label)).join("; "),
            }),
            { type: "warning", sticky: true }
        );
    }
}
