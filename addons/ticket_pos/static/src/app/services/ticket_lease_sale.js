import { isLeaseToken } from "@ticket_pos/utils/lease_book";
import { serializeDateTime } from "@web/core/l10n/dates";

const { DateTime } = luxon;

/** Tickets of an order that were signed beforehand, as they are printed. */
export function signedTickets(order, sessions) {
    const lines = order.ticketLines.filter((line) => line.ticket_selection.lease);
    return lines.flatMap((line) => {
        const { seats, ...shown } = line.ticket_selection;
        const session = sessions.find((one) => one.id === shown.session_id);
        return seats
            .filter((seat) => seat.signed)
            .map((seat) => ({
                number: seat.number,
                token: seat.signed,
                label: seat.label,
                type: shown.type_name,
                zone: shown.zone_name,
                price: shown.unit_total,
                name: session?.show || shown.session_name,
                hall: session?.hall || "",
                start: session ? startOf(session) : shown.session_name,
            }));
    });
}

function startOf({ start, tz }) {
    const moment = DateTime.fromISO(start, { zone: "utc" }).setZone(tz || "utc");
    return moment.toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY);
}

/** Keep a paid order of leased seats before anything else happens to it. */
export async function keepSale(lease, order) {
    const seats = order.ticketSeats.filter((seat) => isLeaseToken(seat.token));
    await lease.pos.preSyncAllOrders([order]);
    const serialized = {
        ...order.serializeForORM({ keepCommands: true }),
        state: "paid",
        date_order: serializeDateTime(DateTime.now()),
    };
    const sale = {
        uuid: order.uuid,
        place_ids: seats.map((seat) => seat.place_id),
        lease_ids: seats.map((seat) => Number(seat.token.split("-")[1])),
        order: JSON.parse(JSON.stringify(serialized)),
        told_at: Date.now(),
    };
    await lease.store.keepSale(sale);
    await lease.readClaims();
    lease.sales = await lease.store.sales();
}

/** The tickets are on paper: the server need not print them. */
export async function markPrinted(lease, order) {
    for (const line of order.ticketLines) {
        const { ticket_selection } = line;
        if (ticket_selection.lease?.key) {
            line.update({
                ticket_selection: {
                    ...ticket_selection,
                    lease: { ...ticket_selection.lease, printed: true },
                },
            });
        }
    }
    const sale = lease.sales.find((one) => one.uuid === order.uuid);
    if (sale) {
        const kept = JSON.parse(JSON.stringify(sale));
        for (const [, , values] of kept.order.lines || []) {
            if (values?.ticket_selection?.lease) {
                values.ticket_selection.lease.printed = true;
            }
        }
        await lease.store.keepSale(kept);
        lease.sales = await lease.store.sales();
    }
}
