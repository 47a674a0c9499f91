from odoo import fields, models


class TicketTicket(models.Model):
    """A ticket and the person it is for."""

    _inherit = "ticket.ticket"

    holder_ids = fields.One2many(
        "ticket.holder", "ticket_id", string="Persons", readonly=True
    )
    needs_name = fields.Boolean(
        compute="_compute_needs_name",
        search="_search_needs_name",
        help="This ticket is for a named person, and has no name yet.",
    )

    def _compute_needs_name(self):
        for ticket in self:
            ticket.needs_name = (
                ticket.state == "valid"
                and ticket.session_id._is_for_named(ticket.type_id)
                and not ticket.sudo().holder_ids
            )

    def _search_needs_name(self, operator, value):
        if operator != "in":
            return NotImplemented
        named = [
            ("state", "=", "valid"),
            ("holder_ids", "=", False),
            "|",
            ("session_id.real_name", "=", True),
            ("type_id.real_name", "=", True),
        ]
        matching = self.sudo()._search(named)
        return [("id", "in" if True in value else "not in", matching)]

    def _void(self, state, reason, force=False):
        """The person may buy another ticket of the session now."""
        live = super()._void(state, reason, force)
        holders_sudo = live.sudo().holder_ids.filtered(lambda h: h.state == "sold")
        holders_sudo.write({"state": "void"})
        return live

    def _moved_to(self, successor):
        """The person goes where the ticket goes."""
        result = super()._moved_to(successor)
        self.env["ticket.holder"]._follow({self: successor})
        return result
