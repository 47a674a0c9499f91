from odoo import models


class SaleOrderLine(models.Model):
    """Lines of a package in the cart: they come and go together."""

    _inherit = "sale.order.line"

    def _is_sellable(self):
        """No plus and minus, no link: a package is changed as a whole."""
        return super()._is_sellable() and not self.sudo().ticket_package_sale_id

    def _get_line_header(self):
        package_sudo = self.sudo().ticket_package_sale_id.package_id
        if not package_sudo:
            return super()._get_line_header()
        return f"{super()._get_line_header()} · {package_sudo.name}"

    def _ticket_is_lost(self):
        """One part that is lost is the whole package lost."""
        sale_sudo = self.sudo().ticket_package_sale_id
        if not sale_sudo:
            return super()._ticket_is_lost()
        return any(
            super(SaleOrderLine, line)._ticket_is_lost()
            for line in sale_sudo.line_ids
            if line.ticket_session_id
        )
