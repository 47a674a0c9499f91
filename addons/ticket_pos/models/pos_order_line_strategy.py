from odoo import fields, models
from odoo.fields import Command

from odoo.addons.ticket_sale.tools.allocate import allocate

from ..exceptions import PriceChanged, RefundInvalid


class PosOrderLine(models.Model):
    """A line that discounts the tickets of another line, or takes that back."""

    _inherit = "pos.order.line"

    ticket_reward = fields.Json(
        help="On a discount line, from the till: the tickets (key), strategy_id and code; "
        "or line_id, the line whose tickets are given back."
    )
    ticket_line_id = fields.Many2one(
        "pos.order.line",
        string="Discounted Ticket Line",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        help="The tickets that this line makes cheaper; it is booked with them.",
    )
    ticket_discount_line_ids = fields.One2many(
        "pos.order.line", "ticket_line_id", string="Discounts on the Tickets"
    )
    ticket_strategy_id = fields.Many2one(
        "ticket.strategy", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "ticket_reward"]

    def _ticket_is_discount(self):
        self.ensure_one()
        return bool((self.ticket_reward or {}).get("key"))

    def _ticket_settle_discount(self, ticket_line, discount):
        """Tie the line to the tickets it is for.

        :param discount: what the strategy gives them, from ``_ticket_discounts``
        :raise PriceChanged: there is not one such line, or it says something else
        """
        currency = ticket_line.order_id.currency_id
        if (
            len(self) != 1
            or self.qty != 1
            or self.discount
            or self.product_id.id != discount["product_id"]
            or self.tax_ids != ticket_line.tax_ids
            or currency.compare_amounts(self.price_unit, discount["price_unit"])
        ):
            raise PriceChanged(
                self.env._(
                    "“%(discount)s” takes %(expected)s off. Open the order again to get "
                    "the price of today.",
                    discount=discount["name"],
                    expected=currency.format(-discount["price_unit"]),
                ),
                expected=discount["price_unit"],
                sent=sum(self.mapped("price_unit")),
            )
        self.write(
            {
                "ticket_line_id": ticket_line.id,
                "ticket_strategy_id": discount["strategy_id"],
                **self._compute_amount_line_all(),
            }
        )

    # --- money ------------------------------------------------------------------

    def _prepare_base_line_for_taxes_computation(self):
        """What discounts tickets is booked where the tickets are."""
        values = super()._prepare_base_line_for_taxes_computation()
        advance = self.company_id.sudo().ticket_advance_account_id
        if self.ticket_line_id and advance:
            values["account_id"] = advance
        return values

    def _ticket_money(self):
        """What the line's tickets cost and are worth: (with tax, without tax)."""
        lines = self | self.ticket_discount_line_ids
        return (
            sum(lines.mapped("price_subtotal_incl")),
            sum(lines.mapped("price_subtotal")),
        )

    def _ticket_uses(self, count):
        """Values of ``ticket.strategy.use`` for each ticket of the line.

        :return: one list of commands a ticket
        """
        company = self.company_id
        rounding = company.currency_id.rounding
        uses = [[] for _ in range(count)]
        for strategy, cost in self._ticket_strategy_costs().items():
            worth = self.currency_id._convert(
                cost, company.currency_id, company, fields.Date.context_today(self)
            )
            parts = allocate(round(worth / rounding), [1] * count)
            for use, part in zip(uses, parts, strict=True):
                use.append(
                    Command.create(
                        {"strategy_id": strategy.id, "cost": part * rounding}
                    )
                )
        return uses

    def _ticket_strategy_costs(self):
        """{strategy: what it took off the line}, untaxed, the till's currency."""
        costs = {}
        for line in self.ticket_discount_line_ids:
            costs[line.ticket_strategy_id] = -line.price_subtotal
        if self.ticket_strategy_id:
            full = self.tax_ids.compute_all(
                self.ticket_list_price, self.currency_id, self.qty, self.product_id
            )
            costs[self.ticket_strategy_id] = (
                full["total_excluded"] - self.price_subtotal
            )
        return costs

    # --- refund -----------------------------------------------------------------

    def _ticket_discount_of(self, tickets):
        """What strategies took off these tickets, on the tax basis of the line."""
        self.ensure_one()
        included = any(self.tax_ids.flatten_taxes_hierarchy().mapped("price_include"))
        paid = sum(tickets.mapped("price" if included else "net_amount"))
        return self.currency_id.round(self.price_unit * len(tickets) - paid)

    def _ticket_settle_return(self, tickets):
        """Check that what strategies took off these tickets is taken back with them.

        :raise RefundInvalid: it is not
        """
        source = self.refunded_orderline_id
        lines = self.order_id.lines.filtered(
            lambda line: (line.ticket_reward or {}).get("line_id") == source.id
        )
        due = 0.0
        if source.ticket_discount_line_ids:
            due = source._ticket_discount_of(tickets)
        sent = sum(line.qty * line.price_unit for line in lines)
        if self.currency_id.compare_amounts(due, sent):
            raise RefundInvalid(
                self.env._("Tickets are refunded at the price that was paid for them.")
            )
        lines.ticket_line_id = source
