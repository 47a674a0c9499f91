import babel.dates

from odoo import api, models
from odoo.tools import babel_locale_parse
from odoo.tools.misc import get_lang


class TicketSession(models.Model):
    """A session as a calendar of many names it."""

    _inherit = "ticket.session"

    @api.model
    def _website_format_day(self, day, skeleton):
        """A day in the order and words of the visitor's language.

        :param skeleton: a CLDR skeleton such as ``yMMMM``
        """
        locale = babel_locale_parse(get_lang(self.env).code)
        return babel.dates.format_skeleton(skeleton, day, locale=locale)

    def _website_format_span(self, last):
        """From the day of this session to that of another, as one says it."""
        days = [s._website_local(s.start).replace(tzinfo=None) for s in (self, last)]
        locale = babel_locale_parse(get_lang(self.env).code)
        return babel.dates.format_interval(*days, "yMMMd", locale=locale)

    def _website_entry_url(self):
        """Where a visitor goes on: the seats where there are some to choose."""
        if self.show_id.ticketing == "external" or self.state not in (
            "presale",
            "on_sale",
        ):
            return self.show_id.website_url
        return self.website_url

    def _website_is_sold_out(self, places):
        """:param places: what ``_website_places`` tells of this session"""
        free, held = places
        selling = self.state == "on_sale" and self.show_id.ticketing != "external"
        return selling and not free and not held
