from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _ticket_is_lost(self):
        """Whether the places of this cart line are not kept for the buyer any more."""
        self.ensure_one()
        hold_sudo = self.sudo().ticket_hold_id
        return (
            hold_sudo.state != "active"
            or hold_sudo.expires_at <= fields.Datetime.now()
            or any(
                place.state not in ("held", "reserved") or place.hold_id != hold_sudo
                for place in self.sudo().ticket_place_ids
            )
        )

    def _ticket_hold_seconds(self):
        """How long the places are still kept; a countdown needs no right clock."""
        # One "now" for the whole page, so that lines of one hold count alike.
        left = self.sudo().ticket_hold_id.expires_at - self.env.cr.now()
        return max(0, int(left.total_seconds()))

    def _ticket_seat_names(self):
        names = self.sudo().ticket_place_ids.mapped("display_name")
        if len(set(names)) == 1 < len(names):
            return f"{names[0]} × {len(names)}"  # a standing area
        return ", ".join(names)

    def _is_sellable(self):
        """No link to a product page and no plus and minus: seats come from the map."""
        return super()._is_sellable() and not self.ticket_session_id

    def _get_line_header(self):
        if self.ticket_session_id:
            return self.sudo().ticket_session_id.show_id.name
        return super()._get_line_header()

    def _ticket_description(self):
        """Time, place, zone and type, seats: what the buyer must recognise."""
        line_sudo = self.sudo()
        return [
            line_sudo.ticket_session_id._website_when(),
            line_sudo.ticket_session_id.hall_id.display_name,
            f"{line_sudo.ticket_zone_id.name} · {line_sudo.ticket_type_id.name}",
            self._ticket_seat_names(),
        ]

    def get_description_following_lines(self):
        if self.ticket_session_id:
            return self._ticket_description()
        return super().get_description_following_lines()
