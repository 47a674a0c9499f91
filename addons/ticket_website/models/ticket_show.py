from dataclasses import dataclass

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.website.tools import text_from_html

SHOWN_STATES = ("announced", "presale", "on_sale", "paused", "ended", "postponed")


@dataclass(frozen=True)
class ShowCard:
    """One show in the listing with its sessions to come and their offers."""

    show: models.BaseModel
    sessions: models.BaseModel
    offers: dict

    @property
    def best(self):
        """The offer that says most about the show: one that can be bought, if any."""
        offers = [self.offers[session.id] for session in self.sessions]
        return next((offer for offer in offers if offer.can_buy), offers[0])

    @property
    def cheapest(self):
        offers = [self.offers[session.id] for session in self.sessions]
        priced = [offer for offer in offers if offer.price is not None]
        return min(priced, key=lambda offer: offer.price, default=None)

    @property
    def dates(self):
        """First and last day in words, what they share said once."""
        return self.sessions[0]._website_format_span(self.sessions[-1])


class TicketShow(models.Model):
    _name = "ticket.show"
    _inherit = ["ticket.show", "ticket.page.mixin"]

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_website_url(self):
        result = super()._compute_website_url()
        for show in self.filtered("id"):
            show.website_url = f"/show/{self.env['ir.http']._slug(show)}"
        return result

    def _website_session_domain(self):
        """The sessions visitors of the current website are told of."""
        website = self.env["website"].get_current_website()
        return (
            Domain("state", "in", SHOWN_STATES)
            & Domain("end", ">", self.env.cr.now())
            & Domain("on_shelf", "=", True)
            & self.env["ticket.session"]._website_site_domain(website)
        )

    def _website_sessions(self, venue=None, within=Domain.TRUE):
        """The sessions to come of these shows, in one venue or wherever they are; of
        thousands of time slots those that say enough.

        :param within: a domain that says which of them are meant
        """
        domain = Domain("show_id", "in", self.ids) & self._website_session_domain()
        domain &= within
        if venue:
            domain &= Domain("venue_id", "=", venue.id)
        sessions = self.env["ticket.session"].search(
            domain & Domain("slot_plan_id", "=", False)
        )
        return (sessions | self._website_listed_slots(domain)).sorted("start")

    def _website_cards(self, venue=None):
        """These shows as the listing draws them, the next session first."""
        cards = self._website_cards_of(self._website_sessions(venue))
        return sorted(cards, key=lambda card: (card.sessions[0].start, card.show.id))

    def _website_cards_of(self, sessions):
        """These shows with their own among these sessions, in the order of the shows;
        a show without one is left out."""
        offers = sessions._website_offers()
        by_show = sessions.grouped("show_id")
        return [
            ShowCard(show, by_show[show], offers) for show in self if show in by_show
        ]

    def _website_running_time(self):
        """How long it takes and how much of it is the interval, in words."""
        if self.interval_minutes:
            return self.env._(
                "%(minutes)s minutes with an interval of %(interval)s",
                minutes=self.duration,
                interval=self.interval_minutes,
            )
        return self.env._("%(minutes)s minutes", minutes=self.duration)

    def _can_return_content(self, field_name=None, access_token=None):
        if field_name == "poster" and self.sudo().is_published:
            return True
        return super()._can_return_content(field_name, access_token)

    def _default_website_meta(self):
        meta = super()._default_website_meta()
        text = text_from_html(self.synopsis or "", True) or self.subtitle or ""
        title, image = self.name, self._poster_url("1200x1200")
        meta["default_opengraph"] |= {"og:title": title, "og:description": text}
        meta["default_twitter"] |= {
            "twitter:title": title,
            "twitter:description": text,
        }
        if image:
            meta["default_opengraph"]["og:image"] = image
            meta["default_twitter"]["twitter:image"] = image
        meta["default_meta_description"] = text
        return meta

    def _poster_url(self, size):
        """Where the poster is, or ``None``: pages then draw a placeholder."""
        self.ensure_one()
        return self.poster and self.env["website"].image_url(self, "poster", size)

    @api.model
    def _search_get_detail(self, website, order, options):
        return {
            "model": "ticket.show",
            "base_domain": [self._website_domain(website)],
            "search_fields": ["name", "subtitle", "keywords", "cast_ids.name"],
            "fetch_fields": ["id", "name", "website_url"],
            "mapping": {
                "name": {"name": "name", "type": "text", "match": True},
                "website_url": {
                    "name": "website_url",
                    "type": "text",
                    "truncate": False,
                },
            },
            "icon": "fa-ticket",
            "requires_sudo": True,
        }
