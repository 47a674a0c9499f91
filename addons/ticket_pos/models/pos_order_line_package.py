from odoo import api, fields, models

from ..exceptions import PriceChanged


class PosOrderLine(models.Model):
    """A part of a package: its tickets of one session, or its goods."""

    _inherit = "pos.order.line"

    ticket_package = fields.Json(
        help="From the till: package_id, and a key that all lines of one package share."
    )
    ticket_package_sale_id = fields.Many2one(
        "ticket.package.sale",
        string="Package",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "ticket_package"]

    def _ticket_package_key(self):
        """(package id, key) of a sold line of a package, or None."""
        self.ensure_one()
        told = self.ticket_package or {}
        if not told.get("key") or self.refunded_orderline_id:
            return None
        return (int(told.get("package_id") or 0), str(told["key"]))

    def _ticket_package_items(self):
        """(place, ticket type) of every ticket in these lines of a package."""
        items = []
        for line in self.filtered(lambda line: line._ticket_is_sale()):
            item = line._ticket_item()
            kind = self.env["ticket.type"].sudo().browse(int(item["type_id"] or 0))
            places = self.env["ticket.place"].sudo().browse(item["place_ids"]).exists()
            items += [(place, kind) for place in places]
        return items

    def _ticket_is_content(self, content):
        self.ensure_one()
        if "session" not in content:
            return (
                self.product_id == content["line"].product_id
                and self.qty == content["quantity"]
                and not self._ticket_is_sale()
            )
        return (
            self._ticket_is_sale()
            and set(self._ticket_item()["place_ids"]) == set(content["places"].ids)
            and self._ticket_item()["type_id"] == content["type"].id
        )

    def _ticket_settle_content(self, package, content):
        """:raise PriceChanged: the line costs something else than its share"""
        currency = self.order_id.currency_id
        share = content["amount"] / content["quantity"]
        source = content.get("type") or content["line"]
        if "session" in content:
            step = {
                "kind": "package",
                "name": package.name,
                "amount": currency.round(share),
                "currency": currency.name,
            }
            self._ticket_settle_price(
                {
                    "product_id": source.product_id.id,
                    "price_unit": share,
                    "session_id": content["session"].id,
                    "type_id": content["type"].id,
                    "type_name": content["type"].name,
                    "zone_id": content["zone"].id,
                    "zone_name": content["zone"].name,
                    "list_price": content["listed"],
                    "steps": [*content["steps"], step],
                    "strategy_id": False,
                },
                self.order_id.partner_id,
            )
        elif self.discount or currency.compare_amounts(
            self.price_unit * self.qty, content["amount"]
        ):
            raise PriceChanged(
                self.env._(
                    "%(goods)s costs %(expected)s in “%(package)s”, the till says "
                    "%(sent)s. Take the package out of the order and add it again.",
                    goods=source.product_id.display_name,
                    expected=currency.format(content["amount"]),
                    package=package.name,
                    sent=currency.format(self.price_unit * self.qty),
                ),
                expected=content["amount"],
                sent=self.price_unit * self.qty,
            )
        self.price_unit = share
        self.write(self._compute_amount_line_all())
