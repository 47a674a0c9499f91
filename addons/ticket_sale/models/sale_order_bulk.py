from odoo import fields, models


class SaleOrder(models.Model):
    """Many tickets in one act: why, at whose cost, for whom, and how they leave."""

    _inherit = "sale.order"

    ticket_reason = fields.Char(
        string="Reason", readonly=True, help="Why these tickets are given away."
    )
    ticket_cost_centre_id = fields.Many2one(
        "account.analytic.account",
        string="Cost Centre",
        readonly=True,
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
    )
    ticket_names = fields.Json(
        readonly=True, copy=False, help="{place: name} for the tickets to come."
    )
    ticket_output = fields.Selection(
        [("mail", "Mail the tickets as a PDF")],
        readonly=True,
        copy=False,
        help="What happens to the tickets when they are issued.",
    )

    def _ticket_issue(self):
        """Tickets leave as was said, once, when they are issued."""
        to_deliver = self.filtered(
            lambda order: order.ticket_output and not order.ticket_ids
        )
        result = super()._ticket_issue()
        for order in to_deliver.filtered("ticket_ids"):
            order._ticket_deliver()
        return result

    def _approval_values(self):
        """Who approves a gift reads why it is given, and at whose cost."""
        values = super()._approval_values()
        why = [self.sudo().ticket_reason, self.sudo().ticket_cost_centre_id.name]
        if any(why):
            words = " · ".join(filter(None, why))
            values["summary"] = f"{values['summary']}\n{words}"
        return values

    def _ticket_deliver(self):
        """Send the tickets out by ``ticket_output``; channels add ways of their own."""
        self.ensure_one()
        if self.ticket_output == "mail":
            self._send_order_confirmation_mail()
