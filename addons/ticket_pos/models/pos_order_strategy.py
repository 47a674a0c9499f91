from odoo import api, models

from ..exceptions import PriceChanged, RefundInvalid


class PosOrder(models.Model):
    _inherit = "pos.order"

    def _ticket_settle_discounts(self, priced):
        """Hold the discount lines the till sent to what strategies give now.

        :param priced: {line: what :meth:`pos.config._ticket_price` says of it}
        :raise PriceChanged: one is missing, made up, or of another amount
        """
        self.ensure_one()
        sent = {}
        for line in self.lines.filtered(lambda line: line._ticket_is_discount()):
            key = (line.ticket_reward["key"], line.ticket_reward.get("strategy_id"))
            sent.setdefault(key, self.env["pos.order.line"])
            sent[key] |= line
        for line, values in priced.items():
            for discount in values["discounts"]:
                key = (values["key"], discount["strategy_id"])
                sent.pop(key, self.env["pos.order.line"])._ticket_settle_discount(
                    line, discount
                )
        if sent:
            raise PriceChanged(
                self.env._(
                    "“%(discount)s” does not count for these tickets any more. Open the "
                    "order again to get the price of today.",
                    discount=next(iter(sent.values()))[:1].full_product_name,
                )
            )

    def _ticket_check_returns(self):
        """:raise RefundInvalid: a discount is taken back without its tickets"""
        alone = self.lines.refunded_orderline_id.filtered("ticket_line_id")
        strange = self.lines.filtered(
            lambda line: (
                (line.ticket_reward or {}).get("line_id") and not line.ticket_line_id
            )
        )
        if alone or strange:
            raise RefundInvalid(
                self.env._("A discount goes back with the tickets it is for.")
            )

    @api.model
    def _get_invoice_lines_values(self, line_values, pos_line, move_type):
        """What discounts tickets is booked where the tickets are."""
        values = super()._get_invoice_lines_values(line_values, pos_line, move_type)
        if pos_line.ticket_line_id:
            values["account_id"] = line_values["account_id"].id
        return values

    def ticket_refund_discounts(self, tickets_by_line):
        """What the till must take back with tickets that were discounted.

        :param tickets_by_line: {line id: ids of its tickets that are given back}
        :return: values of one line for each ticket line: with it, the refund comes to
            what the tickets cost
        """
        self._ticket_check_printing()
        lines = self.lines.filtered("ticket_discount_line_ids")
        values = []
        for line in lines:
            chosen = tickets_by_line.get(str(line.id)) or []
            tickets = line.ticket_ids.sudo() & self.env["ticket.ticket"].browse(chosen)
            if back := line._ticket_discount_of(tickets):
                discount = line.ticket_discount_line_ids[:1]
                values.append(
                    {
                        "product_id": discount.product_id.id,
                        "name": discount.full_product_name,
                        "tax_ids": discount.tax_ids.ids,
                        "price_unit": -back,
                        "line_id": line.id,
                    }
                )
        return values
