from odoo import api, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.tools import identity


class TicketGateMatcherId(models.AbstractModel):
    """The number of a document is the ticket, for tickets with a named holder. Works
    out of the box; holders are kept, hashed and erased by the sale."""

    _name = "ticket.gate.matcher.id"
    _description = "Finds the Ticket of an ID Number"
    _inherit = "ticket.gate.matcher"

    @api.model
    def _keys(self, code, today):
        keys = []
        for document in identity.DOCUMENTS:
            try:
                found = identity.read(document, code, today)
            except identity.InvalidIdentity:
                continue
            keys.append(self.env["ticket.holder"]._fingerprint(document, found.number))
        return tuple(keys)

    @api.model
    def _known_by(self, keys):
        return SQL(
            """EXISTS (SELECT FROM ticket_holder holder
                        WHERE holder.ticket_id = ticket.id AND holder.state = 'sold'
                          AND holder.number_hash = ANY(%s))""",
            list(keys),
        )
