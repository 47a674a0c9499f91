from odoo import api, fields, models


class TicketTicket(models.Model):
    """A ticket of a package that a till has sold."""

    _inherit = "ticket.ticket"

    package_sale_id = fields.Many2one(
        "ticket.package.sale",
        related=None,
        compute="_compute_package_sale_id",
        compute_sudo=True,
    )

    @api.depends(
        "sale_line_id.ticket_package_sale_id",
        "pos_order_line_id.ticket_package_sale_id",
    )
    def _compute_package_sale_id(self):
        for ticket in self:
            ticket.package_sale_id = (
                ticket.sale_line_id.ticket_package_sale_id
                or ticket.pos_order_line_id.ticket_package_sale_id
            )
