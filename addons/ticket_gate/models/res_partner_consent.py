from odoo import models
from odoo.fields import Domain

FACE = "face-"


class ResPartner(models.Model):
    """A customer takes back the consent to come in by the face, from home."""

    _inherit = "res.partner"

    def _my_consents(self):
        return super()._my_consents() + [
            {
                "key": f"{FACE}{person.id}",
                "title": self.env._("Entry by face"),
                "about": self._consent_about(person.ticket_id),
                "text": person.consent_text,
                "given_at": person.consent_at,
                "ended_at": person.ended_at,
                "state": {"known": "given", "erasing": "ending"}.get(
                    person.state, "ended"
                ),
            }
            for person in self._faces_sudo().sorted("id", reverse=True)
        ]

    def _withdraw_consent(self, key):
        found = self._faces_sudo().filtered(
            lambda person: key == f"{FACE}{person.id}" and person.state == "known"
        )
        found._end("person")
        return super()._withdraw_consent(key) or bool(found)

    def _consent_about(self, ticket_sudo):
        seat = ticket_sudo.place_id.display_name or ticket_sudo.seat_label
        return f"{ticket_sudo.session_id.display_name} · {seat}"

    def _faces_sudo(self):
        """Who is known to face terminals on tickets of these customers."""
        mine = Domain("ticket_id.partner_id", "child_of", self.ids)
        return self._my_data_of("ticket.gate.person", mine)
