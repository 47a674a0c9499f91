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

        :param package: the ``ticket.package``
        :param held: the ``HeldPackages`` of ``ticket.package._hold``
        :return: the ``ticket.package.sale`` records, with sudo, one a package
        :raise HoldExpired: a place is not the hold's any more
        :raise PriceMissing: a zone has no price for a type
        """
        self.ensure_one()
        package_sudo = package.sudo().with_company(self.company_id)
        units = [self._ticket_unit(unit) for unit in held.units]
        sales_sudo = self.env["ticket.package.sale"].sudo()
        for unit in units:
            contents = package_sudo._contents(
                [(place.session_id, place.zone_id, kind) for _h, place, kind in unit]
            )
            price, singly = package_sudo._share(contents, self.currency_id)
            sales_sudo += sales_sudo.create(
                {
                    "package_id": package.id,
                    "order_id": self.id,
                    "line_count": len(contents),
                    "currency_id": self.currency_id.id,
                    "price": price,
                    "singly": singly,
                    "company_price": self.currency_id._convert(
                        price, package_sudo.currency_id, self.company_id
                    ),
                    "refund_rule": package_sudo.refund_rule,
                }
            )
            self.env["sale.order.line"].create(
                [
                    self._ticket_package_line(sales_sudo[-1], content, unit)
                    for content in contents
                ]
            )
        return sales_sudo

    def _ticket_unit(self, unit):
        """(hold id, place with sudo, ticket type) of each ticket, still held."""
        places_sudo = self.env["ticket.place"].sudo().browse(item[2] for item in unit)
        types_sudo = self.env["ticket.type"].sudo()
        for (_session, hold_id, _place, _type), place in zip(
            unit, places_sudo, strict=True
        ):
            if place.state not in ("held", "reserved") or place.hold_id.id != hold_id:
                raise HoldExpired(
                    self.env._(
                        "The time to buy these places is over. Please choose again."
                    )
                )
        return [
            (hold_id, place, types_sudo.browse(type_id))
            for (_session, hold_id, _place, type_id), place in zip(
                unit, places_sudo, strict=True
            )
        ]

    def _ticket_package_line(self, sale, content, unit):
        values = {
            "order_id": self.id,
            "product_uom_qty": content["quantity"],
            "ticket_package_sale_id": sale.id,
            "ticket_package_price": content["amount"] / content["quantity"],
            "ticket_base_price": content["listed"],
        }
        if "session" not in content:
            return {**values, "product_id": content["line"].product_id.id}
        mine = [
            (hold_id, place)
            for hold_id, place, kind in unit
            if (place.session_id, place.zone_id, kind)
            == (content["session"], content["zone"], content["type"])
        ]
        return {
            **values,
            "product_id": content["type"].sudo().product_id.id,
            "ticket_session_id": content["session"].id,
            "ticket_zone_id": content["zone"].id,
            "ticket_type_id": content["type"].id,
            "ticket_hold_id": mine[0][0],
            "ticket_place_ids": [Command.set([place.id for _hold, place in mine])],
        }

    def _action_confirm(self):
        """A package is sold whole; a season is renewed when its order is."""
        self.ticket_package_ids.sudo()._check_complete()
        result = super()._action_confirm()
        offers_sudo = self.env["ticket.package.renewal.line"].sudo()
        offers_sudo.search([("order_id", "in", self.ids)]).state = "bought"
        return result
