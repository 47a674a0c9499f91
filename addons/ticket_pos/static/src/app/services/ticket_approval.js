import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketSupervisorDialog } from "@ticket_pos/app/components/ticket_supervisor_dialog/ticket_supervisor_dialog";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

function mayDecide(pos, rank) {
    return rank === "manager" ? pos.config._ticket_may_waive : pos.config._ticket_is_supervisor;
}

function tellNobody(dialog, rank) {
    const bodies = {
        supervisor: _t(
            "No supervisor has a PIN yet. Supervisors set theirs in the back office, under My Preferences, Security.",
        ),
        manager: _t(
            "This is more than a supervisor may approve, and no sales manager has a PIN yet. Managers set theirs in the back office, under My Preferences, Security.",
        ),
    };
    dialog.add(AlertDialog, { title: _t("Please call a supervisor"), body: bodies[rank] });
}

/**
 * Ask a supervisor to approve what this user may not do alone. The server decides: its
 * grant is good for this act on these objects, at this till, once, for two minutes.
 *
 * @param {{pos: Object, dialog: Object}} env
 * @param {Object} request
 * @param {"refund"|"exchange"|"reseat"|"reprint"|"complimentary"|"price"|"drawer"} request.act
 * @param {string} request.model what the keys are of, "ticket.ticket" …
 * @param {(number|string)[]} request.keys ids, or uuids of what the server does not know yet
 * @param {string} request.summary what the supervisor reads
 * @param {string} [request.reason]
 * @param {number} [request.amount] below zero for money given back
 * @param {"supervisor"|"manager"} [request.rank] who must, at least
 * @returns {Promise<string|null>} the grant; "" if the user's own role will do; null for no
 */
export async function askSupervisor({ pos, dialog }, request) {
    const rank = request.rank || "supervisor";
    if (mayDecide(pos, rank)) {
        return "";
    }
    const call = (method, ...args) =>
        pos.data.call("pos.config", method, [[pos.config.id], ...args]);
    const supervisors = await call("ticket_supervisors", rank);
    if (!supervisors.length) {
        tellNobody(dialog, rank);
        return null;
    }
    const token = await makeAwaitable(dialog, TicketSupervisorDialog, {
        summary: request.summary,
        supervisors,
        approve: (supervisorId, pin) => call("ticket_approve", supervisorId, pin, request),
    });
    return token ?? null;
}
