import base64

import babel.dates
import pytz

from odoo import models
from odoo.tools import babel_locale_parse, format_amount

from ..tools.token import format_number

#: The fields that say the same on every medium.
FIELD_VALUES = {
    "show": lambda ticket: ticket.show_id.name,
    "presenter": lambda ticket: ticket.show_id.presenter_id.name,
    "genre": lambda ticket: ticket.show_id.genre_id.name,
    "age": lambda ticket: ticket.show_id.age_limit and f"{ticket.show_id.age_limit}+",
    "venue": lambda ticket: ticket.session_id.venue_id.name,
    "hall": lambda ticket: ticket.session_id.hall_id.name,
    "address": lambda ticket: ticket._face_address(),
    "phone": lambda ticket: ticket.session_id.venue_id.phone,
    "time": lambda ticket: f"{ticket._face_local(ticket.session_id.start):%H:%M}",
    "section": lambda ticket: ticket.section_id.name,
    "row": lambda ticket: ticket.seat_id.row,
    "seat": lambda ticket: ticket.seat_id.number,
    "place": lambda ticket: ticket.seat_label,
    "zone": lambda ticket: ticket.zone_id.name,
    "type": lambda ticket: ticket.type_id.name,
    "admits": lambda ticket: ticket._face_admits(),
    "holder": lambda ticket: ticket.holder_name or ticket.partner_id.name,
    "number": lambda ticket: ticket.number,
    "number_spaced": lambda ticket: format_number(ticket.number),
    "order": lambda ticket: ticket._face_order(),
    "issued": lambda ticket: ticket._face_issued(),
    "seller": lambda ticket: ticket.user_id.name,
    "company": lambda ticket: ticket.company_id.name,
}


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def _svg(self):
        """Return the ticket as it is shown on a phone."""
        self.ensure_one()
        ticket_sudo = self.sudo()
        ((face, ticket),) = (
            self.env["ticket.face"]._by_ticket(ticket_sudo, "phone").items()
        )
        return face._render_svg(ticket)

    def _face_lang(self):
        """The language the buyer reads, else the one the company writes."""
        return (
            self.partner_id.lang
            or self.company_id.partner_id.lang
            or self.env.lang
            or "en_US"
        )

    def _face_values(self, lang, copy=1, medium="phone", only=None):
        """Return ``{ticket id: {field: text}}`` for the fields a face may print.

        :param copy: 2 and more mark the ticket as a reprint
        :param medium: one of ``token.MEDIA``, what the token is shown on
        :param only: names of the fields that are wanted; every field without it. Each
            record that is not read makes a ticket come out sooner.
        """
        tickets = self.with_context(lang=lang)
        reprint = tickets.env._("REPRINT %(copy)s", copy=copy) if copy > 1 else ""
        makers = FIELD_VALUES | {
            "token": lambda ticket: ticket._token_for(medium),
            "date": lambda ticket: ticket._face_date(lang),
            "price": lambda ticket: format_amount(
                ticket.env, ticket.price, ticket.currency_id, lang
            ),
            "reprint": lambda _ticket: reprint,
        }
        names = makers.keys() if only is None else makers.keys() & set(only)
        return {
            ticket.id: {name: makers[name](ticket) or "" for name in names}
            for ticket in tickets
        }

    def _face_date(self, lang):
        start = self._face_local(self.session_id.start)
        return babel.dates.format_skeleton(
            "yMMMEd", start, locale=babel_locale_parse(lang)
        )

    def _face_issued(self):
        issued = self._face_local(self.issued_at)
        return babel.dates.format_datetime(issued, "yyyy-MM-dd HH:mm")

    def _face_address(self):
        address = self.session_id.venue_id.address_id
        return ", ".join(filter(None, (address.street, address.city)))

    def _face_admits(self):
        if self.admits == 1:
            return self.env._("1 person")
        return self.env._("%(count)s persons", count=self.admits)

    def _face_order(self):
        """The reference of the sale; channels that sell otherwise extend this."""
        return self.order_id.name or ""

    def _face_local(self, moment):
        zone = pytz.timezone(self.session_id.tz or "UTC")
        return pytz.utc.localize(moment).astimezone(zone)

    def _face_place_in(self, lang):
        """The place in a language that need not be the buyer's."""
        return self.place_id.with_context(lang=lang).display_name or self.seat_label

    def _face_codes(self, wanted):
        """What those conditions of an element ask for that are ``wanted``."""
        codes = {}
        if "type" in wanted:
            codes["type"] = self.type_id.code or ""
        if "zone" in wanted:
            codes["zone"] = self.zone_id.code or ""
        if "channel" in wanted:
            codes["channel"] = self.channel
        return codes

    def _face_images(self, sources):
        """Return the content of each image source that is wanted and that there is."""
        images = {}
        if "logo" in sources:
            images["logo"] = self.company_id.logo_web
        if "poster" in sources:
            images["poster"] = self.show_id.poster
        return {
            name: base64.b64decode(image) for name, image in images.items() if image
        }
