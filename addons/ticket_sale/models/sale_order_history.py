from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import token as ticket_token


class SaleOrder(models.Model):
    """Finding an order by what people know of it, and what became of it."""

    _inherit = "sale.order"

    ticket_remark = fields.Text(
        string="Remark on Tickets",
        help="For colleagues: customers never see it. Orders are found by it.",
    )
    ticket_number = fields.Char(
        compute="_compute_ticket_number",
        search="_search_ticket_number",
    )
    ticket_timeline_ids = fields.One2many(
        "ticket.timeline", "order_id", string="History of Tickets", readonly=True
    )
    ticket_kept_until = fields.Datetime(
        string="Places Kept Until",
        compute="_compute_ticket_kept_until",
        help="An order that is not paid or confirmed by then is cancelled.",
    )

    def _compute_ticket_number(self):
        for order in self:
            order.ticket_number = ", ".join(order.ticket_ids.mapped("display_name"))

    @api.model
    def _search_ticket_number(self, operator, value):
        """A whole number is found by its index, a part of one anywhere in it."""
        if operator not in ("ilike", "=") or not isinstance(value, str):
            return NotImplemented
        number = value.replace(" ", "").replace("-", "")
        exact = operator == "=" or ticket_token.is_number(number)
        return Domain("order_line.ticket_ids.number", "=" if exact else "ilike", number)

    @api.depends("order_line.ticket_hold_id.expires_at", "state")
    def _compute_ticket_kept_until(self):
        for order in self:
            holds_sudo = order.sudo().order_line.ticket_hold_id
            active = holds_sudo.filtered(lambda hold: hold.state == "active")
            order.ticket_kept_until = (
                min(active.mapped("expires_at"), default=False)
                if order.state in ("draft", "sent")
                else False
            )

    def action_view_ticket_timeline(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_timeline_action"
            ),
            "name": self.env._("History of %(order)s", order=self.name),
            "domain": [("order_id", "=", self.id)],
            "context": {},
        }
