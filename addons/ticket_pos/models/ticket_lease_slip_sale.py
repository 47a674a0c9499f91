from odoo import models


class TicketLeaseSlip(models.Model):
    """What a till sold alone becomes a ticket; where a manager took its places back
    meanwhile, a person decides. No sale is lost."""

    _inherit = "ticket.lease.slip"

    def _sell(self, values_by_slip):
        """Make the tickets of slips that a till has sold, in the current transaction.

        The same slips again do no harm.

        :param values_by_slip: {slip: values of its ticket}
        """
        self.lease_id._lock()
        self.invalidate_recordset()
        for slip in self.filtered("ticket_id"):  # a gate has seen it before the till
            if not slip.order_line_id:
                values = values_by_slip[slip]
                slip.order_line_id = values["pos_order_line_id"]
                slip.ticket_id.sudo().write({**values, "print_count": 1})
        fresh = self.filtered(lambda slip: slip.state == "prepared")
        for lease, slips in fresh.grouped("lease_id").items():
            left = lease._places_left()
            kept = slips.filtered(lambda slip, left=left: slip.place_id in left)
            kept._issue(lease.hold_id, values_by_slip)
            (slips - kept)._ask_decision(values_by_slip)

    def _sell_at_gate(self):
        """The till must have sold this one: its code is nowhere else. The order comes
        when the till is back."""
        self.lease_id._lock()
        self.invalidate_recordset()
        if (
            self.state != "prepared"
            or self.place_id not in self.lease_id._places_left()
        ):
            return
        taxes = self.env["account.tax"].browse(self.tax_ids or ())
        totals = taxes.compute_all(self.price_unit, self.currency_id, 1.0)
        values = {
            "price": totals["total_included"],
            "net_amount": totals["total_excluded"],
            "currency_id": self.currency_id.id,
            "user_id": self.lease_id.create_uid.id,
            "print_count": 1,
        }
        self._issue(self.lease_id.hold_id, {self: values})

    def _issue(self, hold, values_by_slip):
        if not self:
            return
        items = [
            slip._ticket_values(slip.place_id.id) | values_by_slip[slip]
            for slip in self
        ]
        tickets = self.env["ticket.hold"]._issue(hold, items)
        for slip, ticket in zip(self, tickets, strict=True):
            slip._set_sold(ticket, values_by_slip[slip])

    def _ticket_values(self, place_id):
        return {
            "place_id": place_id,
            "type_id": self.type_id.id,
            "number": self.number,
            "list_price": self.list_price,
            "price_steps": self.steps,
        }

    def _set_sold(self, ticket, values):
        self.write(
            {
                "state": "sold",
                "problem": False,
                "ticket_id": ticket.id,
                "order_line_id": values.get("pos_order_line_id"),
            }
        )

    def _ask_decision(self, values_by_slip):
        """Somebody must say what becomes of these: their places are not the till's any
        more."""
        for slip in self:
            slip.write(
                {
                    "state": "decide",
                    "order_line_id": values_by_slip[slip].get("pos_order_line_id"),
                    "problem": self.env._(
                        "Sold offline after the seat was taken back: it may be "
                        "somebody else's now."
                    ),
                }
            )
        for lease, slips in self.grouped("lease_id").items():
            lease.message_post(
                body=self.env._(
                    "The till has sold %(count)s tickets for seats that were taken "
                    "back. Decide what their buyers get.",
                    count=len(slips),
                )
            )
