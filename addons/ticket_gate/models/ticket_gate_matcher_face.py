from odoo import api, models
from odoo.tools import SQL, hmac


class TicketGateMatcherFace(models.AbstractModel):
    """A face terminal knows the person and sends its own number of them. We never see
    a face; without the person's consent there is nobody to find."""

    _name = "ticket.gate.matcher.face"
    _description = "Finds the Ticket of a Face"
    _inherit = "ticket.gate.matcher"

    @api.model
    def _keys(self, code, today):
        code = code.strip()
        return (self._key(code),) if code else ()

    @api.model
    def _key(self, match_id):
        return hmac(self.sudo().env, "ticket_gate.face", match_id)

    @api.model
    def _known_by(self, keys):
        return SQL(
            """EXISTS (SELECT FROM ticket_gate_person person
                        WHERE person.ticket_id = ticket.id AND person.state = 'known'
                          AND person.match_key = ANY(%s))""",
            list(keys),
        )

    @api.model
    def _nobody(self):
        return "not_matched"
