import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketNamesDialog } from "@ticket_pos/app/components/ticket_names_dialog/ticket_names_dialog";
import { toHolds } from "@ticket_pos/utils/selection";

/**
 * Ask who the tickets for named persons are for, and have it written down.
 *
 * @param {Object} reply what `ticket_secure` answered
 * @returns {Promise<boolean>} whether every ticket has its person
 */
export async function askNames(desk, dialog, order, { unnamed, documents }) {
    if (!unnamed.length) {
        return true;
    }
    const save = (persons) => desk.call("ticket_name", [toHolds(order.ticketSeats), persons]);
    return Boolean(
        await makeAwaitable(dialog, TicketNamesDialog, { places: unnamed, documents, save }),
    );
}
