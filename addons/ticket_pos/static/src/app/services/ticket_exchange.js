import { TextInputPopup } from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { orderApprovals } from "@ticket_pos/app/services/ticket_order_approvals";
import { addReturned, chooseReturned } from "@ticket_pos/app/services/ticket_return";
import { summarise, toHolds } from "@ticket_pos/utils/selection";
import { _t } from "@web/core/l10n/translation";

/**
 * Begin an exchange: choose tickets of an order, and open the seats with an order that takes
 * them back. What the new ones cost more is paid with it; what they cost less is given back.
 *
 * @param {number[]} [proposed] ids of tickets
 */
export async function startExchange(screen, order, proposed) {
    const { pos } = screen;
    const returned = await chooseReturned(screen, order, proposed, {
        act: "exchange",
        title: _t("Which tickets are exchanged?"),
        confirmLabel: _t("Choose new seats"),
        mayWaive: true, // they can have other seats for nothing all the same
    });
    if (!returned) {
        return false;
    }
    const exchange = pos.addNewOrder({ partner_id: order.partner_id });
    exchange.ticket_is_exchange = true;
    await addReturned(pos, exchange, order, returned, (seats) =>
        _t("Exchanged: %(seats)s", { seats }),
    );
    const tickets = Object.values(returned).flat();
    exchange.uiState.ticketExchange = {
        ticketIds: tickets.map((ticket) => ticket.id),
        labels: tickets.map((ticket) => ticket.label),
        refusal: tickets.find((ticket) => ticket.refusal)?.refusal || "",
    };
    await openSeats(pos, exchange, tickets[0].session_id);
    return true;
}

/** Other seats for tickets that were not sold at a till: for nothing only. */
export async function startReseat(pos, tickets) {
    const exchange = pos.addNewOrder();
    exchange.ticket_is_exchange = true;
    exchange.uiState.ticketExchange = {
        ticketIds: tickets.map((ticket) => ticket.id),
        labels: tickets.map((ticket) => ticket.label),
        refusal: _t(
            "These tickets were not sold at a till: here they get other seats free of charge. A price difference is settled in the back office.",
        ),
    };
    await openSeats(pos, exchange, tickets[0].session_id);
}

async function openSeats(pos, order, sessionId) {
    await pos.ticketDesk.selectSession(sessionId);
    pos.navigate("SeatScreen", { orderUuid: order.uuid });
}

/** Why this exchange cannot be paid yet; empty when it can. */
export function whyNotExchange(order, pos) {
    const { refusal } = order.uiState.ticketExchange || {};
    const wanted = order.returnedTicketIds.length;
    if (order.ticketSeats.length !== wanted) {
        return _t("Choose %(wanted)s new seats; %(chosen)s are chosen.", {
            wanted,
            chosen: order.ticketSeats.length,
        });
    }
    const mayWaive = pos.config._ticket_may_waive && order.ticketReturnLines.length;
    return mayWaive ? "" : refusal || "";
}

/** Sit elsewhere for nothing: the tickets move, no money does. */
export async function reseat({ pos, dialog, notification }, order) {
    const ticketIds = order.returnedTicketIds;
    const typed = await makeAwaitable(dialog, TextInputPopup, {
        title: _t("Why do they sit elsewhere?"),
        placeholder: _t("Broken chair, pillar in the view …"),
    });
    const reason = (typed || "").trim();
    if (!reason) {
        return;
    }
    const token = await askSupervisor(
        { pos, dialog },
        {
            act: "reseat",
            model: "ticket.ticket",
            keys: ticketIds,
            reason,
            summary: _t("Free of charge: %(swap)s", { swap: swapWords(order) }),
        },
    );
    if (token === null) {
        return;
    }
    const holds = toHolds(order.ticketSeats);
    const { labels } = await pos.data.call("pos.config", "ticket_reseat", [
        [pos.config.id],
        ticketIds,
        holds,
        reason,
        token,
    ]);
    pos.ticketDesk.cart.watch.forget(order.ticketSeats);
    notification.add(
        _t("They sit here now: %(seats)s. The new tickets are being printed.", {
            seats: summarise(labels).join("; "),
        }),
        { type: "success" },
    );
    await dropExchange(pos, order);
}

/** Leave the old tickets as they are, and give the seats in the order back. */
export async function stopExchange(pos, order) {
    const placeIds = order.ticketSeats.map((seat) => seat.place_id);
    if (!placeIds.length || (await pos.ticketDesk.cart.remove(order, placeIds))) {
        await dropExchange(pos, order);
    }
}

async function dropExchange(pos, order) {
    await pos.deleteOrders([order]);
    pos.setOrder(pos.getOpenOrders().at(-1) || pos.addNewOrder());
    pos.openSeats();
    await pos.ticketDesk.refreshAvailability();
}

function swapWords(order) {
    const words = (labels) => summarise(labels).join("; ");
    return _t("%(old)s → %(new)s", {
        old: words(order.uiState.ticketExchange?.labels || []),
        new: words(order.ticketSeats.map((seat) => seat.label)),
    });
}

orderApprovals.add("exchange", (order, pos) => {
    if (!order.isTicketExchange || !order.ticketReturnLines.length) {
        return [];
    }
    const amount = order.priceIncl;
    const money = pos.env.utils.formatCurrency(Math.abs(amount));
    const swap = swapWords(order);
    return [
        {
            act: "exchange",
            model: "ticket.ticket",
            keys: [
                ...order.returnedTicketIds,
                ...order.ticketSeats.map((seat) => `to:${seat.place_id}`),
            ],
            amount,
            summary:
                amount < 0
                    ? _t("%(swap)s, give back %(money)s", { swap, money })
                    : _t("%(swap)s, to pay %(money)s", { swap, money }),
        },
    ];
});
