import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { _t } from "@web/core/l10n/translation";

/** The server's grants last two minutes; ask again a little before. */
const FRESH_MS = 105_000;

/**
 * A supervisor's approval to take tickets back: asked before the money is touched, and once
 * more at the end if that took too long.
 *
 * @param {{pos: Object, dialog: Object, format: (amount: number) => string}} screen
 * @param {Object<string, {id: number, label: string, price: number, fee: number}[]>|null}
 *      refunds the tickets by line, as chosen; null if they were not
 * @returns {Promise<{token: string, until: number, refunds: Object}|null>} null for no
 */
export async function approveRefund({ pos, dialog, format }, refunds) {
    if (!refunds) {
        return null;
    }
    const tickets = Object.values(refunds).flat();
    const amount = tickets.reduce((sum, ticket) => sum + ticket.price - ticket.fee, 0);
    const asked = Date.now();
    const token = await askSupervisor(
        { pos, dialog },
        {
            act: "refund",
            model: "ticket.ticket",
            keys: tickets.map((ticket) => ticket.id),
            amount: -amount,
            summary: _t("Give back %(amount)s for %(seats)s", {
                amount: format(amount),
                seats: tickets.map((ticket) => ticket.label).join(", "),
            }),
        },
    );
    return token === null ? null : { token, until: asked + FRESH_MS, refunds };
}

/** @returns {Promise<boolean>} whether the order's approval will still do */
export async function keepApproval(screen, order) {
    const approval = order.uiState.ticketApproval;
    if (!approval?.token || Date.now() < approval.until) {
        return true;
    }
    return noteApproval(order, await approveRefund(screen, approval.refunds));
}

export function noteApproval(order, approval) {
    if (approval) {
        order.ticket_grant = approval.token || false;
        order.uiState.ticketApproval = approval;
    }
    return Boolean(approval);
}
