import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { registry } from "@web/core/registry";

/** The server's grants last two minutes; ask again a little before. */
const FRESH_MS = 105_000;

/**
 * What in an order needs a supervisor, by name: `(order, pos) => requests`, each as for
 * `askSupervisor`. The server asks for the same when the order arrives.
 */
export const orderApprovals = registry.category("ticket_order_approvals");

function signature({ model, keys }) {
    return JSON.stringify([model, keys.map(String).sort()]);
}

/**
 * Have approved what the order needs approved, as it is now: asked when the money is about to
 * be asked for, and once more at the end if that took long or the order has changed.
 *
 * @returns {Promise<boolean>} false when somebody said no
 */
export async function approveOrder({ pos, dialog }, order) {
    const had = order.uiState.ticketApprovals || {};
    const approvals = {};
    for (const request of orderApprovals.getAll().flatMap((find) => find(order, pos))) {
        const signed = signature(request);
        let approval = had[request.act];
        if (approval?.signed !== signed || (approval.token && Date.now() > approval.until)) {
            const until = Date.now() + FRESH_MS;
            const token = await askSupervisor({ pos, dialog }, request);
            if (token === null) {
                return false;
            }
            approval = { signed, token, until };
        }
        approvals[request.act] = approval;
    }
    order.uiState.ticketApprovals = approvals;
    const tokens = Object.entries(approvals).filter(([, { token }]) => token);
    order.ticket_grants = tokens.length
        ? Object.fromEntries(tokens.map(([act, { token }]) => [act, token]))
        : false;
    return true;
}
