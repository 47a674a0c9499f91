from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable


class TicketLeaseSlip(models.Model):
    """The manager's decision about a ticket sold offline whose seat was taken back."""

    _inherit = "ticket.lease.slip"

    def action_give_place(self):
        """The buyer's ticket becomes good: on its own place if nobody has it, else on
        the best free one of its zone.

        :raise UserError: it needs no decision
        :raise PlacesUnavailable: nothing is free
        """
        self._check_manager()
        with self.env["ticket.hold"]._transaction() as Hold:
            # a manager's right, checked above
            for slip_sudo in Hold.env["ticket.lease.slip"].sudo().browse(self.ids):
                slip_sudo._give_place()
        self.invalidate_model(flush=False)

    def action_revoke(self):
        """The buyer does not come in: gates refuse the number, offline too."""
        self._check_manager()
        for slip_sudo in self.sudo():  # a manager's right, checked above
            slip_sudo._lock_undecided()
            line = slip_sudo.order_line_id
            values = {
                **slip_sudo._ticket_values(slip_sudo.place_id.id),
                **line._ticket_lease_values(slip_sudo),
                "state": "cancelled",
                "void_reason": self.env._("Seat taken back from the till"),
                "voided_at": fields.Datetime.now(),
            }
            hold = slip_sudo.lease_id.hold_id
            ticket = self.env["ticket.ticket"].sudo()._make(hold, [values])
            slip_sudo.write({"state": "revoked", "ticket_id": ticket.id})
            slip_sudo.lease_id.message_post(
                body=self.env._(
                    "Ticket %(number)s is revoked; its buyer gets the money back.",
                    number=slip_sudo.display_name,
                )
            )

    def _check_manager(self):
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_manager"):
            raise AccessError(
                self.env._("Only managers decide about seats that were taken back.")
            )

    def _lock_undecided(self):
        self.ensure_one()
        self.lease_id._lock()
        self.invalidate_recordset()
        if self.state != "decide":
            raise UserError(self.env._("This ticket needs no decision any more."))

    def _give_place(self):
        """:meth:`action_give_place` of one, in a short transaction."""
        self._lock_undecided()
        Hold = self.env["ticket.hold"]
        session = self.session_id
        own = self.place_id
        try:
            held = Hold._take_places(session, "pos", place_ids=own.ids, searched=True)
        except PlacesUnavailable:
            best = {"count": 1, "zone_id": own.zone_id.id, "section_id": None}
            held = Hold._take_places(session, "pos", best=best)
        [place] = held.places
        values = self.order_line_id._ticket_lease_values(self)
        hold = Hold.browse(held.hold_id)
        ticket = Hold._issue(hold, [self._ticket_values(place.id) | values])
        self._set_sold(ticket, values)
        self.lease_id.message_post(
            body=self.env._(
                "Ticket %(number)s, sold offline for %(old)s, is good for %(new)s.",
                number=self.display_name,
                old=own.display_name,
                new=place.label,
            )
        )
