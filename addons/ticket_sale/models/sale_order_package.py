from odoo import fields, models
from odoo.fields import Command

from ..exceptions import HoldExpired


class SaleOrder(models.Model):
    """Packages in an order: their lines belong together and share one price."""

    _inherit = "sale.order"

    ticket_package_ids = fields.One2many(
        "ticket.package.sale", "order_id", string="Packages", readonly=True
    )

    def _ticket_add_packages(self, package, held):
        """Put packages whose places are held into this order.

        The hold was committed before this transaction began, or is made in this very
        one: Odoo's snapshot does not see what another transaction wrote meanwhile.

        :param package: the ``ticket.package``
        :param held: the ``HeldPackages`` of ``ticket.package._hold``
        :return: the ``ticket.package.sale`` records, with sudo, one a package
        :raise HoldExpired: a place is not the hold's any more
        :raise PriceMissing: a zone has no price for a type
        """
        self.ensure_one()
        package_sudo = package.sudo().with_company(self.company_id)
        sales_sudo = self.env["ticket.package.sale"].sudo()
        for unit in held.units:
            self._ticket_check_held(unit)
            contents = package_sudo._contents_held(self._ticket_items_of(unit))
            price, singly = package_sudo._share(contents, self.currency_id)
            sale_sudo = sales_sudo.create(
                self._ticket_package_values(package_sudo, len(contents), price, singly)
            )
            holds = {place_id: hold_id for _s, hold_id, place_id, _t in unit}
            self.env["sale.order.line"].create(
                [
                    self._ticket_package_line(sale_sudo, content, holds)
                    for content in contents
                ]
            )
            sales_sudo += sale_sudo
        return sales_sudo

    def _ticket_package_values(self, package, line_count, price, singly):
        return {
            "package_id": package.id,
            "order_id": self.id,
            "line_count": line_count,
            "currency_id": self.currency_id.id,
            "price": price,
            "singly": singly,
            "company_price": self.currency_id._convert(
                price, package.currency_id, self.company_id
            ),
            "refund_rule": package.refund_rule,
        }

    def _ticket_check_held(self, unit):
        """:raise HoldExpired: a place is not the hold's any more"""
        for _session, hold_id, place_id, _type in unit:
            place_sudo = self.env["ticket.place"].sudo().browse(place_id)
            if (
                place_sudo.state not in ("held", "reserved")
                or place_sudo.hold_id.id != hold_id
            ):
                raise HoldExpired(
                    self.env._(
                        "The time to buy these places is over. Please choose again."
                    )
                )

    def _ticket_items_of(self, unit):
        places_sudo = self.env["ticket.place"].sudo()
        types_sudo = self.env["ticket.type"].sudo()
        return [
            (places_sudo.browse(place_id), types_sudo.browse(type_id))
            for _session, _hold, place_id, type_id in unit
        ]

    def _ticket_package_line(self, sale, content, holds):
        """Values of the order line for some contents of a package.

        :param holds: {place id: hold id}
        """
        price = content["amount"] / content["quantity"]
        values = {
            "order_id": self.id,
            "product_uom_qty": content["quantity"],
            "ticket_package_sale_id": sale.id,
            "ticket_package_price": price,
            "ticket_base_price": content["listed"],
        }
        if "session" not in content:
            return {**values, "product_id": content["line"].product_id.id}
        step = {
            "kind": "package",
            "name": sale.package_id.name,
            "amount": self.currency_id.round(price),
            "currency": self.currency_id.name,
        }
        return {
            **values,
            "product_id": content["type"].product_id.id,
            "ticket_session_id": content["session"].id,
            "ticket_zone_id": content["zone"].id,
            "ticket_type_id": content["type"].id,
            "ticket_hold_id": holds[content["places"].ids[0]],
            "ticket_place_ids": [Command.set(content["places"].ids)],
            "ticket_price_steps": [*content["steps"], step],
        }

    def _action_confirm(self):
        """A package is sold whole; a season is renewed when its order is."""
        self.ticket_package_ids.sudo()._check_complete()
        result = super()._action_confirm()
        offers_sudo = self.env["ticket.package.renewal.line"].sudo()
        sold = self.filtered(
            lambda order: order.ticket_package_ids and order.ticket_ids
        )
        offers_sudo.search([("order_id", "in", sold.ids)]).state = "bought"
        return result
