from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What the gates keep about somebody: passes with photo, when they were used, and
    the consent to be known by the face."""

    _inherit = "res.partner"

    def _my_data_sections(self):
        sections = super()._my_data_sections()
        sections["passes"] = (
            self._my_data_of(
                "ticket.gate.pass", Domain("partner_id", "child_of", self.id)
            ),
            (
                "number type_id holder_name state valid_from valid_to entries "
                "first_admitted_at last_admitted_at"
            ),
        )
        sections["face_entry"] = (
            self._faces_sudo(),
            "ticket_id consent_text consent_at state ended_by ended_at erased_at",
        )
        return sections

    def _erase_traces(self, people_sudo):
        """Passes and faces open nothing any more, and show nobody."""
        result = super()._erase_traces(people_sudo)
        people_sudo._faces_sudo()._end("person")
        passes_sudo = people_sudo._my_data_of(
            "ticket.gate.pass", Domain("partner_id", "in", people_sudo.ids)
        )
        passes_sudo.write(
            {
                "state": "cancelled",
                "holder_name": "–",
                "image": False,
                "card_hash": False,
                "card_end": False,
            }
        )
        passes_sudo.message_ids.unlink()
        return result
