import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketPriceDialog } from "@ticket_pos/app/components/ticket_price_dialog/ticket_price_dialog";
import { orderApprovals } from "@ticket_pos/app/services/ticket_order_approvals";
import { summarise } from "@ticket_pos/utils/selection";
import { _t } from "@web/core/l10n/translation";

const RANKS = ["cashier", "supervisor", "manager"];

/** What a changed price is called, "−25 %"; empty for the full price. */
export function changeWords(override, format, digits) {
    const words = {
        free: () => _t("complimentary"),
        percent: () => `−${override.value / 100} %`,
        amount: () => `−${format(override.value / 10 ** digits)}`,
    };
    return override ? words[override.kind]() : "";
}

/** Ask which tickets cost less, how much and why, and put it into the order. */
export async function changePrices({ pos, dialog, env }, kind) {
    const order = pos.getOrder();
    const digits = pos.currency.decimal_places;
    const { formatCurrency } = env.utils;
    const change = await makeAwaitable(dialog, TicketPriceDialog, {
        kind,
        digits,
        seats: order.ticketSeats.map(({ place_id, label, override }) => ({
            place_id,
            label,
            change: changeWords(override, formatCurrency, digits),
        })),
    });
    if (!change) {
        return;
    }
    const { cart } = pos.ticketDesk;
    await cart.change(order, async (seats) => {
        const changed = seats.map(({ override, ...seat }) => {
            const own = change.placeIds.includes(seat.place_id) ? change.override : override;
            return own ? { ...seat, override: own } : seat;
        });
        return { seats: changed, lines: await cart.prices.quote(order, changed) };
    });
}

/** The changed prices of an order, as a supervisor is asked about them. */
export function priceRequests(order, pos) {
    const seats = order.ticketSeats.filter((seat) => seat.override);
    const free = seats.filter((seat) => seat.override.kind === "free");
    const cheaper = seats.filter((seat) => seat.override.kind !== "free");
    const rank = RANKS[Math.max(...order.ticketDiscountLines.map(rankOf), 0)];
    return [
        request(order, pos, "complimentary", free, "supervisor"),
        request(order, pos, "price", cheaper, rank),
    ].filter((wanted) => wanted.keys.length > 1 && wanted.rank !== "cashier");
}

function rankOf(line) {
    return RANKS.indexOf(line.ticket_reward.rank);
}

function request(order, pos, act, seats, rank) {
    const format = (amount) => pos.env.utils.formatCurrency(amount);
    const told = seats.map(({ override }) =>
        changeWords(override, format, pos.currency.decimal_places),
    );
    return {
        act,
        rank,
        model: "pos.order",
        keys: [
            order.uuid,
            ...seats.map(
                ({ place_id, override }) => `${place_id}:${override.kind}:${override.value}`,
            ),
        ],
        summary: _t("%(seats)s: %(change)s", {
            seats: summarise(seats.map((seat) => seat.label)).join("; "),
            change: [...new Set(told)].join(", "),
        }),
        reason: [...new Set(seats.map(({ override }) => override.reason))].join("; "),
    };
}

orderApprovals.add("user_price", priceRequests);
