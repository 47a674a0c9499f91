from odoo import models
from odoo.fields import Domain

from odoo.addons.ticket_sale.exceptions import (
    HoldExpired,
    HoldNotFound,
    PackageChoice,
    PackageClosed,
    TicketError,
)


class PosConfig(models.Model):
    """Packages at the counter: several sessions in one act, at the package's price."""

    _inherit = "pos.config"

    def ticket_packages(self):
        """What a cashier may choose from: packages on sale here now, with their sessions
        and zones."""
        self._ticket_check_cashier()
        packages_sudo = (
            self.env["ticket.package"]
            .sudo()
            .search(
                Domain("company_id", "=", self.company_id.id)
                & Domain("on_pos", "=", True)
                & Domain("currency_id", "=", self.currency_id.id)
            )
        )
        return [
            self._ticket_package_values(package)
            for package in packages_sudo
            if self._ticket_package_open(package)
        ]

    def _ticket_package_open(self, package):
        try:
            package._check_on_sale("pos")
        except PackageClosed:
            return False
        lines = package.session_line_ids.filtered(
            lambda line: line.session_id._sale_phase() in ("on_sale", "presale")
        )
        return len(lines) >= package._choice_count() and (
            package.kind in ("choice", "family") or lines == package.session_line_ids
        )

    def _ticket_package_values(self, package):
        return {
            "id": package.id,
            "name": package.name,
            "description": package.description or "",
            "kind": package.kind,
            "choose": package._choice_count(),
            "most": package.most,
            "persons": [
                {"name": line.type_id.name, "count": line.quantity}
                for line in package.type_ids
            ],
            "goods": [
                {"name": line.product_id.display_name, "count": line.quantity}
                for line in package.goods_line_ids
            ],
            "seat_map_id": len(package._sessions().seat_map_id) == 1
            and package._sessions().seat_map_id.id,
            "sessions": [
                {
                    "id": line.session_id.id,
                    "name": line.session_id.display_name,
                    "zones": [
                        {"id": zone.id, "name": zone.name, "color": zone.color}
                        for zone in line._zones_for_sale()
                    ],
                }
                for line in package.session_line_ids
                if line.session_id._sale_phase() in ("on_sale", "presale")
            ],
        }

    def ticket_package_quote(self, package_id, choice, units=1):
        """What the choice costs, before any place is kept.

        :param choice: ``[[session id, zone id], …]``
        """
        package_sudo = self._ticket_package(package_id)
        zones = self._ticket_package_zones(package_sudo, choice)
        package_sudo._check_choice("pos", zones, units)
        quote = package_sudo._quote(zones, self.currency_id, units)
        return {name: quote[name] for name in ("total", "total_singly")}

    def ticket_package_hold(
        self, package_id, choice, units=1, seat_ids=(), partner_id=False
    ):
        """Keep the places of some packages and price them: all sessions or none.

        :param choice: ``[[session id, zone id], …]``
        :param seat_ids: the seats to have in every session; empty: the best ones
        :return: ``seconds``, and ``packages``: for each the lines of the order
        """
        package_sudo = self._ticket_package(package_id)
        zones = self._ticket_package_zones(package_sudo, choice)
        partner, _pricelist = self._ticket_buyer(partner_id, False)
        seats = self.env["ticket.seat"].sudo().browse(seat_ids).exists()
        Hold = self.env["ticket.hold"]
        with Hold._transaction() as Hold:
            package = package_sudo.with_env(Hold.env).sudo()
            held = package._take_packages(
                "pos",
                zones,
                units=int(units),
                seats=seats.with_env(Hold.env) or None,
                partner=partner.with_env(Hold.env),
                seller=self.with_env(Hold.env),
            )
            config = self.with_env(Hold.env)
            packages = [
                config._ticket_package_lines(package, held, unit) for unit in held.units
            ]
        return {
            "seconds": min(
                self._ticket_seconds(hold.expires_at) for hold in held.holds
            ),
            "packages": packages,
        }

    def ticket_package_secure(self, holds):
        """Prolong the holds of packages: ``[[token, place ids], …]``.

        :return: ``lost`` (place ids that are not ours any more) and ``seconds``
        """
        self._ticket_check_cashier()
        lost, ends = [], []
        for token, place_ids in holds:
            try:
                self._ticket_own_hold(token)
                ends.append(self._ticket_extend(token))
            except (HoldExpired, HoldNotFound):
                lost += place_ids
        return {
            "lost": lost,
            "seconds": self._ticket_seconds(min(ends)) if ends else 0,
        }

    # --- helpers ------------------------------------------------------------------

    def _ticket_package(self, package_id):
        """:raise TicketError: there is no such package here"""
        self._ticket_check_cashier()
        package_sudo = self.env["ticket.package"].sudo().browse(int(package_id))
        package_sudo = package_sudo.exists()
        if not package_sudo or package_sudo.company_id != self.company_id:
            raise TicketError(self.env._("This package does not exist any more."))
        return package_sudo

    def _ticket_package_zones(self, package, choice):
        """{session: zone} of what a till asks for.

        :raise PackageChoice: not of this package
        """
        zones = {}
        for session_id, zone_id in choice:
            line = package.session_line_ids.filtered(
                lambda line, wanted=session_id: line.session_id.id == wanted
            )
            zone = (
                line._zones_for_sale().filtered(
                    lambda zone, wanted=zone_id: zone.id == wanted
                )
                if line
                else package.env["ticket.zone"]
            )
            if not zone:
                raise PackageChoice(
                    self.env._("Choose the sessions and zones of the package again.")
                )
            zones[line.session_id] = zone
        return zones

    def _ticket_package_lines(self, package, held, unit):
        """The order lines of one package whose places are held."""
        tokens = {
            place.id: (hold.token, place)
            for hold in held.holds
            for place in hold.places
        }
        places = self.env["ticket.place"].sudo()
        types = self.env["ticket.type"].sudo()
        contents = package._contents_held(
            [(places.browse(i), types.browse(t)) for _s, _h, i, t in unit]
        )
        package._share(contents, self.currency_id)
        return [self._ticket_content_values(content, tokens) for content in contents]

    def _ticket_content_values(self, content, tokens):
        values = {
            "qty": content["quantity"],
            "price_unit": content["amount"] / content["quantity"],
        }
        if "session" not in content:
            return {**values, "product_id": content["line"].product_id.id}
        return {
            **values,
            "product_id": content["type"].product_id.id,
            "session_id": content["session"].id,
            "session_name": content["session"].display_name,
            "type_id": content["type"].id,
            "type_name": content["type"].name,
            "zone_id": content["zone"].id,
            "zone_name": content["zone"].name,
            "zone_color": content["zone"].color,
            "list_price": content["listed"],
            "seats": [
                {
                    "place_id": place.id,
                    "seat_id": tokens[place.id][1].seat_id,
                    "label": tokens[place.id][1].label,
                    "token": tokens[place.id][0],
                }
                for place in content["places"]
            ],
        }
