import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { Mutex } from "@web/core/utils/concurrency";
import { TicketCartPrices } from "@ticket_pos/app/services/ticket_cart_prices";
import { TicketHoldWatch } from "@ticket_pos/app/services/ticket_hold_watch";
import { TicketLineWriter } from "@ticket_pos/app/services/ticket_line_writer";
import { askNames } from "@ticket_pos/app/services/ticket_names";
import { summarise, toHolds, toItems } from "@ticket_pos/utils/selection";

const RENEW_BELOW_MS = 180000;

/**
 * Keeps the ticket lines of the open orders and the holds on the server in step.
 *
 * Every change goes the same way: the server is told what should be in the cart and
 * answers with priced lines, which replace the order's ticket lines.
 */
export class TicketCartKeeper {
    constructor({ desk, pos, dialog, notification }) {
        this.desk = desk;
        this.pos = pos;
        this.dialog = dialog;
        this.notification = notification;
        this.mutex = new Mutex();
        this.lines = new TicketLineWriter(pos);
        this.prices = new TicketCartPrices(this);
        this.watch = new TicketHoldWatch({ desk, pos, cart: this, notification });
        this.busy = 0;
    }

    start() {
        this.watch.start();
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
                order.ticketCodes,
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
            this.watch.forget(released);
            await this.desk.call("ticket_release", [toHolds(released)]);
            return { seats: kept, lines: await this.prices.quote(order, kept) };
        });
    }

    /** Sell a place as another ticket type. */
    changeType(order, placeId, typeId) {
        return this.change(order, async (seats) => {
            const changed = seats.map((seat) =>
                seat.place_id === placeId ? { ...seat, type_id: typeId } : seat,
            );
            return { seats: changed, lines: await this.prices.quote(order, changed) };
        });
    }

    /** Ask the prices again, because the customer or the pricelist has changed. */
    requote(order) {
        return this.change(order, async (seats) => ({
            seats,
            lines: await this.prices.quote(order, seats),
        }));
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
        let names = { unnamed: [] };
        const done = await this.change(order, async (seats) => {
            const { partner_id, pricelist_id } = this.desk.customer;
            const reply = await this.desk.call("ticket_secure", [
                toHolds(seats),
                toItems(seats),
                partner_id,
                pricelist_id,
                order.ticketCodes,
            ]);
            const until = Date.now() + reply.seconds * 1000;
            const gone = new Set(reply.lost);
            names = reply;
            lost = seats.filter((seat) => gone.has(seat.place_id));
            this.watch.forget(lost);
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
        // Persons follow an exchanged ticket by themselves.
        return order.isTicketExchange || askNames(this.desk, this.dialog, order, names);
    }

    tellLost(seats) {
        this.dialog.add(AlertDialog, {
            title: _t("Somebody else has these seats now"),
            body: _t(
                "The time was over and the seats were sold: %(seats)s. They have been taken out of the order; please choose others.",
                { seats: summarise(seats.map((seat) => seat.label)).join("; ") },
            ),
        });
        this.desk.refreshAvailability();
    }

    /**
     * Run one change of an order's tickets after the other.
     *
     * @param {Function} work gets the order's seats, answers `{seats, lines}`; nothing
     * when the order stays as it is
     * @returns {Promise<boolean>} false when the server refused; the cashier has been told
     */
    change(order, work) {
        this.busy++;
        return this.mutex.exec(async () => {
            try {
                const done = await work(order.ticketSeats);
                if (done) {
                    await this.lines.write(order, done.seats, done.lines);
                    this.watch.remember(done.seats);
                }
                return true;
            } catch (error) {
                if (error instanceof ConnectionLostError) {
                    this.notification.add(
                        _t("No connection: tickets can be sold again when it is back."),
                        { type: "danger" },
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
}
