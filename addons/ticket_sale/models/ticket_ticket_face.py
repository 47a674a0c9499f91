import base64

import babel.dates
import pytz

from odoo import models
from odoo.tools import babel_locale_parse, format_amount

from ..tools.token import format_number


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

    def _face_values(self, lang, copy=1, medium="phone"):
        """Return ``{ticket id: {field: text}}`` for every field a face may print.

        :param copy: 2 and more mark the ticket as a reprint
        :param medium: one of ``token.MEDIA``, what the token is shown on
        """
        tickets = self.with_context(lang=lang)
        reprint = self.with_context(lang=lang).env._("REPRINT %(copy)s", copy=copy)
        values = {}
        for ticket in tickets:
            values[ticket.id] = {
                **ticket._face_session_values(lang),
                **ticket._face_place_values(lang),
                "number": ticket.number,
                "number_spaced": format_number(ticket.number),
                "token": ticket._token_for(medium),
                "type": ticket.type_id.name,
                "price": format_amount(
                    ticket.env, ticket.price, ticket.currency_id, lang
                ),
                "admits": ticket._face_admits(),
                "holder": ticket.holder_name or ticket.partner_id.name or "",
                "order": ticket._face_order(),
                "issued": babel.dates.format_datetime(
                    ticket._face_local(ticket.issued_at), "yyyy-MM-dd HH:mm"
                ),
                "seller": ticket.user_id.name or "",
                "company": ticket.company_id.name,
                "reprint": reprint if copy > 1 else "",
            }
        return values

    def _face_session_values(self, lang):
        show, session, venue = self.show_id, self.session_id, self.session_id.venue_id
        start, locale = self._face_local(session.start), babel_locale_parse(lang)
        address = venue.address_id
        return {
            "show": show.name,
            "presenter": show.presenter_id.name or "",
            "genre": show.genre_id.name or "",
            "age": f"{show.age_limit}+" if show.age_limit else "",
            "venue": venue.name,
            "hall": session.hall_id.name,
            "address": ", ".join(filter(None, (address.street, address.city))),
            "phone": venue.phone or "",
            "date": babel.dates.format_skeleton("yMMMEd", start, locale=locale),
            "time": start.strftime("%H:%M"),
        }

    def _face_place_values(self, _lang):
        seat = self.seat_id
        return {
            "section": self.section_id.name or "",
            "row": seat.row or "",
            "seat": seat.number or "",
            "place": self.seat_label,
            "zone": self.zone_id.name or "",
        }

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

    def _face_codes(self):
        """What the conditions of an element ask for."""
        return {
            "type": self.type_id.code or "",
            "zone": self.zone_id.code or "",
            "channel": self.channel,
        }

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
