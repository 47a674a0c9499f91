from odoo import fields, models

from odoo.addons.ticket_sale.exceptions import PackageClosed


class TicketPackage(models.Model):
    _inherit = "ticket.package"

    on_pos = fields.Boolean(string="Sold at the Box Office", default=True)

    def _check_on_sale(self, channel):
        result = super()._check_on_sale(channel)
        if channel == "pos" and not self.on_pos:
            raise PackageClosed(
                self.env._(
                    "“%(package)s” is not sold at the box office.", package=self.name
                )
            )
        return result
