from dataclasses import dataclass

from odoo import fields, models
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import format_amount

from odoo.addons.ticket_sale.exceptions import PackageChoice

#: As many seats of one session as a visitor may have in the cart.
MAX_SEATS = 10


@dataclass(frozen=True)
class PackageCard:
    """One package as visitors see it."""

    package: models.BaseModel
    sessions: models.BaseModel
    offers: dict  # {session id: SessionOffer}
    zones: dict  # {session: zones where the package is sold}
    can_buy: bool

    @property
    def dates(self):
        """First and last day in words, once when they are the same."""
        first, last = self.sessions[0], self.sessions[-1]
        words = [s._website_format(s.start, "yMMMd") for s in (first, last)]
        return " – ".join(dict.fromkeys(words))

    @property
    def common_zones(self):
        """The zones that every session has, as lists with one zone a session."""
        names = [
            {zone.code: zone for zone in self.zones[session]}
            for session in self.sessions
        ]
        return [
            [of_session[code] for of_session in names]
            for code in names[0]
            if all(code in of_session for of_session in names)
        ]

    def from_price(self, currency):
        """What the cheapest choice costs, in words; whether others cost more."""
        package = self.package
        open_sessions = self.sessions.filtered(lambda s: self.offers[s.id].can_buy)
        chosen = (open_sessions or self.sessions)[: package._choice_count()]
        totals = []
        for pick in (0, -1):
            zones = {s: self.zones[s][pick] for s in chosen if self.zones[s]}
            if len(zones) == package._choice_count():
                totals.append(package._quote(zones, currency)["total"])
        if not totals:
            return "", False
        return (
            format_amount(package.env, min(totals), currency),
            currency.compare_amounts(min(totals), max(totals)) != 0,
        )


class TicketPackage(models.Model):
    """Packages in the web shop."""

    _inherit = "ticket.package"

    website_url = fields.Char(compute="_compute_website_url")

    def _compute_website_url(self):
        for package in self:
            package.website_url = f"/package/{self.env['ir.http']._slug(package)}"

    def _website_domain(self, website):
        """What visitors of a website may buy now."""
        now = fields.Datetime.now()
        return (
            Domain("company_id", "=", website.company_id.id)
            & Domain("on_website", "=", True)
            & (Domain("sale_start", "=", False) | Domain("sale_start", "<=", now))
            & (Domain("sale_end", "=", False) | Domain("sale_end", ">", now))
        )

    def _website_cards(self, partner=None):
        """These packages with their sessions, leaving out what cannot be had any more."""
        offers = self._sessions()._website_offers(partner)
        cards = [package._website_card(offers) for package in self]
        return [card for card in cards if card.sessions]

    def _website_card(self, offers):
        sessions = self._sessions().sorted("start")
        buyable = sessions.filtered(lambda s: offers[s.id].can_buy)
        enough = len(buyable) >= self._choice_count()
        return PackageCard(
            package=self,
            sessions=sessions,
            offers=offers,
            zones={s: self._line_of(s)._zones_for_sale() for s in sessions},
            can_buy=enough,
        )

    def _website_choice(self, choices, units):
        """The visitor's choice, strictly read; what it says is checked when it is taken.

        :param choices: ``[{"session": id, "zone": id}, …]`` from the browser
        :return: ({session: zone}, number of packages)
        :raise PackageChoice: not sessions and zones of this package, or too many seats
        """
        try:
            wanted = {int(item["session"]): int(item["zone"]) for item in choices}
            units = int(units)
        except (KeyError, TypeError, ValueError):
            wanted, units = {}, 0
        zones = {}
        for line in self.session_line_ids:
            zone_id = wanted.pop(line.session_id.id, None)
            if zone_id:
                zones[line.session_id] = line._zones_for_sale().filtered(
                    lambda zone, zone_id=zone_id: zone.id == zone_id
                )
        if wanted or not all(zones.values()):
            raise PackageChoice(self.env._("Choose sessions and seats first."))
        if units * len(self._persons()) > MAX_SEATS:
            raise PackageChoice(
                self.env._(
                    "You may buy %(limit)s tickets of one session at most.",
                    limit=MAX_SEATS,
                )
            )
        self._check_choice("website", zones, units)
        return zones, units

    def _website_quote(self, zones, units, currency):
        """The price in words, for the page."""
        quote = self._quote(zones, currency, units)
        saving = quote["total_singly"] - quote["total"]
        amounts = {
            "price": quote["total"],
            "singly": quote["total_singly"],
            "saving": saving,
        }
        words = {
            key: format_amount(self.env, amount, currency)
            for key, amount in amounts.items()
        }
        return words | {"saves": currency.compare_amounts(saving, 0) > 0}

    def _website_currency(self):
        """The currency the visitor buys in."""
        pricelist = request.cart.pricelist_id or request.pricelist
        return pricelist.currency_id or request.website.currency_id
