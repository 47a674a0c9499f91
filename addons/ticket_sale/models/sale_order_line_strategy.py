from odoo import Command, api, fields, models

from ..kept import remember
from ..tools.allocate import allocate
from .ticket_strategy import TicketRow


class SaleOrderLine(models.Model):
    """The prices strategies make, and the lines that discount a ticket line."""

    _inherit = "sale.order.line"

    ticket_line_id = fields.Many2one(
        "sale.order.line",
        string="Discounted Ticket Line",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The tickets that this line makes cheaper; it is booked with them.",
    )
    ticket_discount_line_ids = fields.One2many(
        "sale.order.line", "ticket_line_id", string="Discounts on the Tickets"
    )

    @api.depends("ticket_base_price")
    def _compute_pricelist_item_id(self):
        """Strategies ask which tickets they are, so the product must say."""
        ticket_lines = self.filtered(
            lambda line: (
                line.ticket_type_id
                and line.order_id.pricelist_id
                and not line.ticket_package_sale_id
            )
        )
        result = super(SaleOrderLine, self - ticket_lines)._compute_pricelist_item_id()
        for line in ticket_lines:
            product = line.product_id.with_context(**line._get_product_price_context())
            line.pricelist_item_id = line.order_id.pricelist_id._get_product_rule(
                product=product, **line._get_pricelist_kwargs()
            )
        return result

    def _get_order_date(self):
        """A cart may be days old; tickets cost what they cost when they go into it."""
        self.ensure_one()
        if self.ticket_session_id and self.order_id.state in ("draft", "sent"):
            return fields.Datetime.now()
        return super()._get_order_date()

    def unlink(self):
        """An order that lost tickets is priced again, with what is left of its bundles,
        groups and codes."""
        orders = self.filtered("ticket_session_id").order_id
        self.ticket_discount_line_ids.write({"ticket_line_id": False, "price_unit": 0})
        result = super().unlink()
        for order in orders.exists():
            if order.state in ("draft", "sent"):
                order._ticket_reprice()
                order._update_programs_and_rewards()
        return result

    def _ticket_price_for(self):
        """What a pricelist rule of a strategy asks: session, zone, type and how many
        tickets of the session the order has."""
        same_session = self.order_id.order_line.filtered(
            lambda line: line.ticket_session_id == self.ticket_session_id
        )
        return (
            self.ticket_session_id.id,
            self.ticket_zone_id.id,
            self.ticket_type_id.id,
            sum((same_session | self).mapped("product_uom_qty")),
        )

    def _ticket_row(self):
        """The line's tickets for ``ticket.strategy``; their prices sum to the line's."""
        self.ensure_one()
        count = round(self.product_uom_qty)
        return TicketRow(
            session=self.ticket_session_id.sudo(),
            zone=self.ticket_zone_id.sudo(),
            type=self.ticket_type_id.sudo(),
            prices=tuple(allocate(self._ticket_line_minor(), [1] * count)),
        )

    def _ticket_line_minor(self):
        """What the line comes to, minor units, on the tax basis of its price."""
        self.ensure_one()
        amount = self.price_unit * self.product_uom_qty
        return round(
            amount * (1 - (self.discount or 0.0) / 100) / self.currency_id.rounding
        )

    def _ticket_money(self):
        """What the tickets of each line cost and are worth, its discounts taken off.

        Taxes are rounded as the order's totals are, so that the tickets of an order sum
        to what the customer pays.

        :return: {line: (with tax, without tax)}
        """
        amounts = {}
        AccountTax = self.env["account.tax"]
        for order in self.order_id:
            base_lines = [
                line._prepare_base_line_for_taxes_computation()
                for line in order._get_priced_lines()
            ]
            AccountTax._add_tax_details_in_base_lines(base_lines, order.company_id)
            AccountTax._round_base_lines_tax_details(base_lines, order.company_id)
            for base_line in base_lines:
                details = base_line["tax_details"]
                net = details["total_excluded_currency"]
                net += details["delta_total_excluded_currency"]
                tax = sum(tax["tax_amount_currency"] for tax in details["taxes_data"])
                amounts[base_line["record"]] = net + tax, net
        return {
            line: tuple(
                sum(amounts[part][kind] for part in line | line._ticket_discounts())
                for kind in (0, 1)
            )
            for line in self
        }

    def _ticket_discounts(self):
        """The lines that make this one cheaper. They are in the same order, whose lines
        are read already: nothing more is asked of the database."""
        self.ensure_one()
        discounts = self.order_id.order_line.filtered(
            lambda line: line.ticket_line_id == self
        )
        remember(self, ticket_discount_line_ids=discounts._ids)
        return discounts

    def _ticket_uses(self):
        """Values of ``ticket.strategy.use`` for each ticket of the line.

        :return: one list of commands a ticket
        """
        self.ensure_one()
        count = len(self.ticket_place_ids)
        uses = [[] for _ in range(count)]
        for strategy, cost in self._ticket_strategy_costs().items():
            minor = round(cost / self.company_id.currency_id.rounding)
            for use, part in zip(uses, allocate(minor, [1] * count), strict=True):
                amount = part * self.company_id.currency_id.rounding
                use.append(Command.create({"strategy_id": strategy.id, "cost": amount}))
        return uses

    def _ticket_strategy_costs(self):
        """{strategy: what it took off the line}, untaxed, company currency."""
        costs = {}
        for line in self.sudo()._ticket_discounts():
            strategy = line.reward_id.program_id.ticket_strategy_id
            costs[strategy] = costs.get(strategy, 0.0) - line.price_subtotal
        if strategy := self.sudo().pricelist_item_id.ticket_strategy_id:
            costs[strategy] = self._ticket_full_worth() - self.price_subtotal
        costs.pop(self.env["ticket.strategy"], None)  # discounts of other programs
        company = self.company_id
        return {
            strategy: self.currency_id._convert(
                cost, company.currency_id, company, fields.Date.context_today(self)
            )
            for strategy, cost in costs.items()
        }

    def _ticket_full_worth(self):
        """Untaxed worth of the line at the price plan's price."""
        company = self.company_id
        price = company.currency_id._convert(
            self.ticket_base_price,
            self.currency_id,
            company,
            fields.Date.context_today(self),
        )
        return self.tax_ids.compute_all(
            price, self.currency_id, self.product_uom_qty, self.product_id
        )["total_excluded"]
