from odoo import api, fields, models

from ..exceptions import PackageWhole
from .ticket_package import REFUND_RULES
from .ticket_ticket import LIVE_STATES


class TicketPackageSale(models.Model):
    """One package that somebody buys: what its order lines have in common."""

    _name = "ticket.package.sale"
    _description = "Package Sold"
    _order = "id desc"
    _check_company_auto = True

    package_id = fields.Many2one(
        "ticket.package",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="package_id.company_id", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        related="order_id.partner_id", string="Customer", store=True, index=True
    )
    line_ids = fields.One2many(
        "sale.order.line", "ticket_package_sale_id", string="Order Lines"
    )
    line_count = fields.Integer(readonly=True, required=True)
    ticket_ids = fields.One2many(
        "ticket.ticket", compute="_compute_ticket_ids", string="Tickets"
    )
    seats = fields.Char(compute="_compute_seats")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    price = fields.Monetary(
        readonly=True, help="What the package cost, on the tax basis of its tickets."
    )
    singly = fields.Monetary(
        string="Single Tickets",
        readonly=True,
        help="What the same would have cost without the package.",
    )
    company_price = fields.Monetary(
        readonly=True,
        currency_field="company_currency_id",
        help="The price in the company's currency, for statistics.",
    )
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company Currency"
    )
    refund_rule = fields.Selection(
        REFUND_RULES,
        string="Refunds",
        required=True,
        help="The rule under which this package was sold. A manager may be kinder.",
    )
    state = fields.Selection(
        [("open", "Not Bought Yet"), ("sold", "Sold"), ("returned", "Given Back")],
        compute="_compute_state",
        store=True,
    )

    @api.depends("package_id", "order_id")
    def _compute_display_name(self):
        for sale in self:
            sale.display_name = f"{sale.package_id.name} · {sale.order_id.name}"

    @api.depends("line_ids.ticket_ids")
    def _compute_ticket_ids(self):
        for sale in self:
            sale.ticket_ids = sale.line_ids.ticket_ids

    @api.depends("line_ids.ticket_place_ids")
    def _compute_seats(self):
        for sale in self:
            labels = sale.sudo().line_ids.ticket_place_ids.mapped("display_name")
            sale.seats = ", ".join(dict.fromkeys(labels))

    @api.depends("order_id.state", "line_ids.ticket_ids.state")
    def _compute_state(self):
        for sale in self:
            tickets = sale.line_ids.ticket_ids
            if sale.order_id.state == "cancel":
                sale.state = "returned"
            elif not tickets:
                sale.state = "open"
            elif any(ticket.state in LIVE_STATES for ticket in tickets):
                sale.state = "sold"
            else:
                sale.state = "returned"

    def _check_complete(self):
        """:raise PackageWhole: somebody took a part out of a package not sold yet"""
        for sale in self:
            if len(sale.line_ids) != sale.line_count:
                raise PackageWhole(
                    self.env._(
                        "A part of “%(package)s” is missing. Take the package out of the "
                        "order and add it again.",
                        package=sale.package_id.name,
                    )
                )

    def action_view_order(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": self.order_id.id,
            "view_mode": "form",
        }
