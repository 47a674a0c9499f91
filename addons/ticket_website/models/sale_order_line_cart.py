from odoo import fields, models

from odoo.addons.ticket_sale.exceptions import SaleClosed


class SaleOrderLine(models.Model):
    """What a cart says of lines whose places are not kept any more."""

    _inherit = "sale.order.line"

    def _ticket_cart_key(self):
        """The order of lines in the cart: by time, packages and their parts together."""
        session_sudo = self.sudo().ticket_session_id
        if not session_sudo:
            return (1, 0, 0, self.sequence, self.id)
        return (0, session_sudo.start.timestamp(), session_sudo.id, 0, self.id)

    def _ticket_is_gone(self):
        """Whether lost places cannot be taken again: sold to others, or not on sale."""
        self.ensure_one()
        line_sudo = self.sudo()
        try:
            line_sudo.ticket_session_id._check_sale_open(
                "website", line_sudo.order_id.partner_id
            )
        except SaleClosed:
            return True
        now = fields.Datetime.now()
        return any(
            place.state in ("sold", "locked")
            or (
                place.state in ("held", "reserved")
                and place.hold_id != line_sudo.ticket_hold_id
                and (place.held_until or now) > now
            )
            for place in line_sudo.ticket_place_ids
        )
