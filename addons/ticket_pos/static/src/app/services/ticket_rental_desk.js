import { orderApprovals } from "@ticket_pos/app/services/ticket_order_approvals";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

// The rental's places at the counter: a button, the scanner, the supervisor.

registry.category("ticket_desk_actions").add("rental", {
    label: _t("Rental"),
    icon: "fa-wheelchair",
    shortcut: "alt+e",
    sequence: 70,
    isShown: (pos) => pos.config.ticket_rental,
    run: ({ pos }) => pos.ticketRental.open(),
});

// A thing's code is looked up last: there are fewer of them than tickets and cards.
registry.category("ticket_desk_scans").add("rental", {
    sequence: 90,
    scan: async (code, { pos }) => pos.config.ticket_rental && pos.ticketRental.scan(code),
});

/** Deposits and charges are paid back with a supervisor's approval. */
export function rentalRefunds(order, pos) {
    const lines = order.lines.filter((line) => line.refunded_orderline_id?.ticket_rental?.act);
    if (!lines.length) {
        return [];
    }
    const amount = lines.reduce((sum, line) => sum + line.priceIncl, 0);
    return [
        {
            act: "rental",
            model: "pos.order.line",
            keys: lines.map((line) => line.refunded_orderline_id.id),
            amount,
            summary: _t("Pay back %(amount)s for rented equipment: %(items)s", {
                amount: pos.env.utils.formatCurrency(Math.abs(amount)),
                items: lines
                    .map((line) => line.refunded_orderline_id.ticket_rental.label)
                    .join(", "),
            }),
        },
    ];
}

orderApprovals.add("rental", rentalRefunds);
