import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketRefundDialog } from "@ticket_pos/app/components/ticket_refund_dialog/ticket_refund_dialog";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

/**
 * Ask which tickets of an order are taken back, and tell what is kept of them.
 *
 * @param {{pos: Object, dialog: Object, format: (amount: number) => string}} screen
 * @param {Object} order the order that sold them
 * @param {{line: Object, qty: number}[]} details what is to be refunded of its lines
 * @returns {Promise<Object|null>} the chosen tickets by line uuid; null to stop
 */
export async function chooseTickets({ pos, dialog, format }, order, details) {
    const alert = (title, body) => dialog.add(AlertDialog, { title, body });
    const ticketsByLine = await pos.data.call("pos.order", "ticket_refundable", [[order.id]]);
    const refunds = {};
    for (const { line, qty } of details) {
        const tickets = ticketsByLine[line.id] || [];
        const unused = tickets.filter((ticket) => !ticket.used);
        if (qty > unused.length) {
            alert(
                _t("Not all of these tickets can be taken back"),
                _t(
                    "%(count)s are to be refunded, but only %(left)s are neither used nor refunded.",
                    { count: qty, left: unused.length },
                ),
            );
            return null;
        }
        const nothingToTell = unused.every((ticket) => !ticket.fee && !ticket.refusal);
        refunds[line.uuid] =
            qty === unused.length && nothingToTell
                ? unused
                : await makeAwaitable(dialog, TicketRefundDialog, {
                      tickets,
                      count: qty,
                      mayWaive: Boolean(pos.config._ticket_may_waive),
                      format,
                  });
        if (!refunds[line.uuid]) {
            return null;
        }
    }
    return refunds;
}

/**
 * What the refund policy keeps of the tickets becomes a line of the refund order.
 *
 * The line is made as the refund's own lines are: the till's usual way to add a product
 * refuses to sell anything in an order that pays back.
 *
 * @param {Object} pos
 * @param {Object} order the order that pays the tickets back
 * @param {{fee_unit: number}[]} tickets as `ticket_refundable` tells them
 */
export function addRefundFee(pos, order, tickets) {
    const price = tickets.reduce((sum, ticket) => sum + ticket.fee_unit, 0);
    const product = pos.models["product.product"].get(pos.config._ticket_fee_product_id);
    if (!price || !product) {
        return;
    }
    pos.models["pos.order.line"].create({
        order_id: order,
        product_id: product,
        qty: 1,
        price_unit: pos.currency.round(price),
        price_type: "manual",
        tax_ids: product.taxes_id.map((tax) => ["link", tax]),
    });
}

/** What strategies took off tickets goes back with them. */
export async function addReturnedDiscounts(pos, order, destinationOrder, returned) {
    if (!order.ticketDiscountLines.length || !Object.keys(returned).length) {
        return;
    }
    const args = [[order.id], returned];
    const discounts = await pos.data.call("pos.order", "ticket_refund_discounts", args);
    for (const discount of discounts) {
        await pos.ticketDesk.cart.lines.discounts.addReturn(destinationOrder, discount);
    }
}
