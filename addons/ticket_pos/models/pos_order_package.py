from collections import Counter

from odoo import models

from odoo.addons.ticket_sale.exceptions import PackageWhole


class PosOrder(models.Model):
    """Packages in a till's order: priced and shared by the package, never by the till."""

    _inherit = "pos.order"

    def _ticket_settle_prices(self, lines):
        packaged = lines.filtered(lambda line: line._ticket_package_key())
        settled = super()._ticket_settle_prices(lines - packaged)
        self._ticket_settle_packages()
        return settled

    def _ticket_settle_packages(self):
        """Hold every package in the order to its sessions, persons and price.

        :raise PackageClosed, PackageChoice, PackageWhole: it is not one whole package
        :raise PriceChanged: a part has another price
        """
        groups = {}
        for line in self.lines:
            if key := line._ticket_package_key():
                groups.setdefault(key, self.env["pos.order.line"])
                groups[key] |= line
        counts = Counter(package_id for package_id, _key in groups)
        for (package_id, _key), lines in groups.items():
            package_sudo = self.config_id._ticket_package(package_id)
            package_sudo = package_sudo.with_company(self.company_id)
            items = lines._ticket_package_items()
            zones = {place.session_id: place.zone_id for place, _type in items}
            package_sudo._check_choice("pos", zones, counts[package_id])
            self._ticket_check_persons(package_sudo, items)
            contents = package_sudo._contents_held(items)
            price, singly = package_sudo._share(contents, self.currency_id)
            self._ticket_settle_contents(package_sudo, contents, lines)
            lines.ticket_package_sale_id = (
                self.env["ticket.package.sale"]
                .sudo()
                .create(
                    self._ticket_package_sale_values(
                        package_sudo, len(lines), price, singly
                    )
                )
            )

    def _ticket_package_sale_values(self, package, line_count, price, singly):
        # a till cannot reprice what is kept: such packages go back whole
        rule = "share" if package.refund_rule == "share" else "whole"
        return {
            "package_id": package.id,
            "pos_order_id": self.id,
            "line_count": line_count,
            "currency_id": self.currency_id.id,
            "price": price,
            "singly": singly,
            "company_price": self.currency_id._convert(
                price, package.currency_id, self.company_id
            ),
            "refund_rule": rule,
        }

    def _ticket_check_persons(self, package, items):
        """:raise PackageWhole: not everybody of the package goes to every session"""
        persons = Counter(kind.id for kind in package._persons())
        told = {}
        for place, kind in items:
            told.setdefault((place.session_id, place.zone_id), Counter())[kind.id] += 1
        sessions = {session for session, _zone in told}
        if len(told) != len(sessions) or any(c != persons for c in told.values()):
            raise PackageWhole(
                self.env._(
                    "A part of “%(package)s” is missing. Take the package out of the "
                    "order and add it again.",
                    package=package.name,
                )
            )

    def _ticket_settle_contents(self, package, contents, lines):
        """Give every part of the package its line and its price.

        :raise PackageWhole: a part has no line, or a line is no part
        :raise PriceChanged: a line costs something else
        """
        rest = lines
        for content in contents:
            line = rest.filtered(lambda line, c=content: line._ticket_is_content(c))[:1]
            if not line:
                break
            rest -= line
            line._ticket_settle_content(package, content)
        else:
            if not rest:
                return
        raise PackageWhole(
            self.env._(
                "A part of “%(package)s” is missing. Take the package out of the order "
                "and add it again.",
                package=package.name,
            )
        )
