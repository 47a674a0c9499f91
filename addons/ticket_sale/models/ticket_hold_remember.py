from odoo import api, models

from ..kept import remember


class TicketHold(models.Model):
    """What a statement of ours has just written is not read again by the rules."""

    _inherit = "ticket.hold"

    @api.model
    def _create_hold(self, session, channel, minutes, until, partner, reference):
        created = super()._create_hold(
            session, channel, minutes, until, partner, reference
        )
        remember(
            self.sudo().browse(created[0]),
            session_id=session.id,
            channel=channel,
            partner_id=partner.id if partner else None,
            buyer_phone=None,
            reference=reference or None,
            expires_at=created[2],
            state="active",
        )
        return created

    def _update_kept(self, keep, places, count):
        rows = super()._update_kept(keep, places, count)
        if len(rows) == count:
            for place_id, seat_id, section_id, zone_id, *_names in rows:
                remember(
                    self.env["ticket.place"].browse(place_id),
                    session_id=keep.session.id,
                    hold_id=keep.hold_id,
                    state=keep.state,
                    type_id=None,
                    seat_id=seat_id,
                    section_id=section_id,
                    zone_id=zone_id,
                )
        return rows
