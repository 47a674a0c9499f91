from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.ticket_sale.tools import identity


class TicketTicket(models.Model):
    """Tickets of the till are found by the number on its receipt."""

    _inherit = "ticket.ticket"

    @api.model
    def _find_domain_order(self, text):
        orders_sudo = (
            self.env["pos.order"].sudo().search([("pos_reference", "=", text)])
        )
        return super()._find_domain_order(text) | Domain(
            "pos_order_line_id", "in", orders_sudo.lines.ids
        )

    def _bought_with(self):
        return self.pos_order_id or super()._bought_with()

    def _find_values(self, with_numbers=False):
        """What the till shows of these tickets, in the words of its user.

        :param with_numbers: show the end of ID numbers, too; names have stars always
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        newest = self.env["ticket.print.job"]._latest(self)
        return [
            {
                "id": ticket.id,
                "number": ticket.display_name,
                "label": ticket.seat_label,
                "type": ticket.type_id.name,
                "state": ticket.state,
                "state_name": states[ticket.state],
                "price": ticket.price,
                "admits": ticket.admits,
                "admitted": ticket.admitted,
                "holder": ticket._find_holder(with_numbers),
                "session_id": ticket.session_id.id,
                "show": ticket.show_id.name,
                "hall": ticket.session_id.hall_id.display_name,
                "start": ticket.session_id.start.isoformat(),
                "tz": ticket.session_id.tz or "UTC",
                "over": ticket.session_id.end < fields.Datetime.now(),
                "collected": ticket.pickup_id._find_values()
                if ticket.pickup_id
                else False,
                "job": newest[ticket.id]._till_values()[0]
                if ticket.id in newest
                else False,
            }
            for ticket in self.sudo()
        ]

    def _find_holder(self, with_numbers):
        """The person of the ticket, behind stars."""
        holder = self.holder_ids.filtered(lambda one: one.state == "sold")[:1]
        shown = holder.shown_name or identity.mask_name(self.holder_name)
        number = holder.shown_number if holder and with_numbers else ""
        return " ".join(filter(None, (shown, number)))
