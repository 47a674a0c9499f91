from odoo import api, models
from odoo.fields import Domain


class TicketPlace(models.Model):
    _inherit = "ticket.place"

    @api.model
    def _search_display_name(self, operator, value):
        """``stalls 3 12``: words of the section's name, then row and seat."""
        if operator not in ("ilike", "like", "=") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        words = value.replace("·", " ").split()
        if not words:
            return Domain.TRUE
        row = Domain("seat_id.row", "=", words[-1])
        found = _in_section(words) | (row & _in_section(words[:-1]))
        if len(words) > 1:
            found |= (
                Domain("seat_id.row", "=", words[-2])
                & Domain("seat_id.number", "=", words[-1])
                & _in_section(words[:-2])
            )
        return found


def _in_section(words):
    return Domain.AND(Domain("section_id.name", "ilike", word) for word in words)
