from collections import Counter

from odoo import models

from ..exceptions import PriceMissing
from ..tools.package_price import Part, share_by_list, share_fixed

#: What comes after the single price, and does not for a package.
LATER_STEPS = ("pricelist", "tax", "tax_included")


class TicketPackage(models.Model):
    """What a package costs, and what each of its sessions and goods gets of it."""

    _inherit = "ticket.package"

    def _contents(self, tickets):
        """What one package holds, with the single prices of now.

        :param tickets: (session, zone, ticket type) of each ticket
        :return: one dict a session, zone and type, then one for each of the goods:
            ``line``, ``quantity``, ``listed`` (one of them, company currency), and
            ``session``, ``zone``, ``type`` of tickets
        :raise PriceMissing: a zone has no price for a type
        """
        prices = {session: session._prices() for session, _zone, _kind in tickets}
        contents = []
        for (session, zone, kind), count in Counter(tickets).items():
            listed = prices[session].get((zone.id, kind.id))
            if listed is None:
                raise PriceMissing(
                    self.env._(
                        "%(type)s tickets are not sold in zone %(zone)s.",
                        type=kind.name,
                        zone=zone.name or "–",
                    )
                )
            contents.append(self._content(session, zone, kind, count, listed))
        return [*contents, *self._goods()]

    def _contents_held(self, items):
        """:meth:`_contents` of places kept for a buyer, at the prices of that moment.

        Each also has its ``places``, and ``steps``: how the single price came about.

        :param items: (place, ticket type) pairs of one package
        """
        contents = []
        for quoted in self.env["ticket.hold"]._quote(items):
            content = self._content(
                quoted.session,
                quoted.zone,
                quoted.type,
                len(quoted.places),
                quoted.list_price,
            )
            content["places"] = quoted.places
            content["steps"] = [
                step for step in quoted.steps if step["kind"] not in LATER_STEPS
            ]
            contents.append(content)
        return [*contents, *self._goods()]

    def _content(self, session, zone, kind, quantity, listed):
        return {
            "line": self._line_of(session),
            "session": session,
            "zone": zone,
            "type": kind,
            "quantity": quantity,
            "listed": listed,
        }

    def _goods(self):
        return [
            {
                "line": line,
                "quantity": line.quantity,
                "listed": line.product_id.with_company(self.company_id).lst_price,
            }
            for line in self.goods_line_ids
        ]

    def _share(self, contents, currency):
        """Share the price of one package over its contents, exactly.

        :param contents: as :meth:`_contents` gives them; each gets ``amount``, its part
            of the price, in ``currency`` and on the tax basis of its product
        :return: (price of the package, what it costs singly) in ``currency``
        """
        listed = self._singly(contents)
        price = listed * (1 - self.percent / 100)
        if self.price_rule == "fixed":
            price = self.price
        unit = self.currency_id.rounding
        parts = [
            Part(
                content["line"].id,
                round(content["listed"] * content["quantity"] / unit),
            )
            for content in contents
        ]
        price = self._in_currency(price, currency)
        total = round(price / currency.rounding)
        if self.share_rule == "fixed":
            lines = {content["line"] for content in contents}
            weights = {line.id: round(line.share * 100) for line in lines}
            amounts = share_fixed(total, parts, weights)
        else:
            amounts = share_by_list(total, parts)
        for content, amount in zip(contents, amounts, strict=True):
            content["amount"] = currency.round(amount * currency.rounding)
        return price, self._in_currency(listed, currency)

    def _singly(self, contents):
        """What the contents cost without the package, company currency."""
        return sum(content["listed"] * content["quantity"] for content in contents)

    def _in_currency(self, amount, currency):
        if currency == self.currency_id:
            return currency.round(amount)
        return self.currency_id._convert(amount, currency, self.company_id)

    def _quote(self, zones, currency=None, units=1):
        """What the buyer's choice costs, before any place is kept.

        :param zones: {session: zone}
        :return: dict of ``price``, ``singly``, ``saving`` on the tax basis of the
            products, ``total`` and ``total_singly`` with taxes, all for ``units``;
            ``currency`` and the ``contents`` of one package with their ``amount``
        """
        self.ensure_one()
        currency = currency or self.currency_id
        contents = self._contents(
            [
                (session, zone, kind)
                for session, zone in zones.items()
                for kind in self._persons()
            ]
        )
        price, singly = self._share(contents, currency)
        total = self._with_taxes(
            contents, currency, lambda content: content["amount"] / content["quantity"]
        )
        total_singly = self._with_taxes(
            contents,
            currency,
            lambda content: self._in_currency(content["listed"], currency),
        )
        return {
            "price": price * units,
            "singly": singly * units,
            "saving": max(singly - price, 0) * units,
            "total": total * units,
            "total_singly": total_singly * units,
            "currency": currency,
            "contents": contents,
        }

    def _with_taxes(self, contents, currency, price_of):
        """What the contents cost a customer at these unit prices, tax included."""
        total = 0.0
        for content in contents:
            source = content.get("type") or content["line"]
            product = source.sudo().product_id.with_company(self.company_id)
            total += product.taxes_id._filter_taxes_by_company(
                self.company_id
            ).compute_all(price_of(content), currency, content["quantity"], product)[
                "total_included"
            ]
        return total
