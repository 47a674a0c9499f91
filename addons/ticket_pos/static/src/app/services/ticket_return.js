import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketRefundDialog } from "@ticket_pos/app/components/ticket_refund_dialog/ticket_refund_dialog";
import { addRefundFee, addReturnedDiscounts } from "@ticket_pos/app/services/ticket_refund";
import { approveRefund, noteApproval } from "@ticket_pos/app/services/ticket_refund_approval";
import { summarise } from "@ticket_pos/utils/selection";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

/**
 * Ask which tickets of an order come back, with what is kept of each.
 *
 * @param {number[]} [proposed] ids of tickets that are chosen to begin with
 * @param {{act: "refund"|"exchange", title: string, confirmLabel: string, mayWaive: boolean}}
 *      words
 * @returns {Promise<Object|null>} the chosen tickets by id of the order's line
 */
export async function chooseReturned({ pos, dialog, env }, order, proposed, words) {
    const { act, ...shown } = words;
    const byLine = await pos.data.call("pos.order", "ticket_refundable", [[order.id], act]);
    const tickets = Object.values(byLine).flat();
    if (!tickets.some((ticket) => !ticket.used)) {
        dialog.add(AlertDialog, {
            title: _t("Nothing can come back"),
            body: _t("All tickets of this order are used or were given back."),
        });
        return null;
    }
    const chosen = await makeAwaitable(dialog, TicketRefundDialog, {
        tickets,
        proposed,
        format: env.utils.formatCurrency,
        ...shown,
    });
    if (!chosen) {
        return null;
    }
    const ids = new Set(chosen.map((ticket) => ticket.id));
    const returned = Object.entries(byLine).map(([lineId, ofLine]) => [
        lineId,
        ofLine.filter((ticket) => ids.has(ticket.id)),
    ]);
    return Object.fromEntries(returned.filter(([, ofLine]) => ofLine.length));
}

/** @param {{label: string}[]} tickets */
export function seatWords(tickets) {
    return summarise(tickets.map(({ label }) => label)).join("; ");
}

/** What the line of a refund is called. */
export function givenBack(seats) {
    return _t("Given back: %(seats)s", { seats });
}

/**
 * Put into `target` what takes these tickets back: their lines, the discounts they had, and
 * what is kept of them.
 *
 * @param {(seats: string) => string} words what a line is called
 */
export async function addReturned(pos, target, order, returned, words) {
    target.pricelist_id = order.pricelist_id;
    const ids = {};
    for (const line of order.lines.filter((candidate) => returned[candidate.id])) {
        const tickets = returned[line.id];
        ids[line.id] = tickets.map((ticket) => ticket.id);
        const returnLine = pos.models["pos.order.line"].create({
            order_id: target,
            product_id: line.product_id,
            qty: -tickets.length,
            price_unit: line.price_unit,
            discount: line.discount,
            price_type: "automatic",
            tax_ids: line.tax_ids.map((tax) => ["link", tax]),
            refunded_orderline_id: line,
            ticket_refund: ids[line.id],
        });
        returnLine.full_product_name = words(seatWords(tickets));
    }
    await addReturnedDiscounts(pos, order, target, ids);
    addRefundFee(pos, target, Object.values(returned).flat());
}

/** Give tickets of an order back: choose, have approved, go to the payment. */
export async function startRefund(screen, order, proposed) {
    const { pos, dialog, env } = screen;
    const returned = await chooseReturned(screen, order, proposed, {
        act: "refund",
        title: _t("Which tickets are given back?"),
        confirmLabel: _t("Take back"),
        mayWaive: Boolean(pos.config._ticket_may_waive),
    });
    const asked = { pos, dialog, format: env.utils.formatCurrency };
    const approval = returned && (await approveRefund(asked, returned));
    if (!approval) {
        return false;
    }
    const refund = pos.addNewOrder({ partner_id: order.partner_id });
    refund.is_refund = true;
    await addReturned(pos, refund, order, returned, givenBack);
    noteApproval(refund, approval);
    refund.setScreenData({ name: "PaymentScreen" });
    pos.navigate("PaymentScreen", { orderUuid: refund.uuid });
    return true;
}
