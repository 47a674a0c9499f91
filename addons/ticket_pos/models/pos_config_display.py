from collections import Counter
from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import limited_field_access_token

from odoo.addons.ticket_sale.models.ticket_session import CALENDAR_STATES

#: What fits on a small display: so many shows of a day, with so many times each.
COMING_LIMIT = 6
TIMES_LIMIT = 3
#: Looked at for those six: slots are many, and some sessions are not sold yet.
LOOK_AHEAD = 80
#: A cart with more sessions than this is no cart of one customer.
SESSIONS_LIMIT = 20
#: Below this share of places the display says that few are left.
FEW_LEFT = 0.1


class PosConfig(models.Model):
    """What stands on the customer display: sessions in its own language.

    The till tells the display which seats are in the cart; everything that has words or
    pictures is asked here, since the customer may read another language than the cashier.
    """

    _inherit = "pos.config"

    @api.model
    def _ticket_display_languages(self):
        return self.env["res.lang"].get_installed()

    ticket_display_lang = fields.Selection(
        selection="_ticket_display_languages",
        string="Language of the Customer Display",
        help="What customers read, whoever stands at the till. Empty: the company's "
        "language.",
    )

    def _get_customer_display_data(self):
        result = super()._get_customer_display_data()
        if self.ticket_selling:
            result["ticket_display"] = True
            # Pages without login load the website's words only.
            result["translationURL"] = "/web/webclient/translations"
            result["user_context"] = {"lang": self._ticket_display_language()}
        return result

    def _ticket_display_language(self):
        """The display's language; one that is not installed any more is none."""
        self.ensure_one()
        installed = dict(self._ticket_display_languages())
        wanted = (self.ticket_display_lang, self.company_id.partner_id.lang, "en_US")
        return next((lang for lang in wanted if lang in installed), self.env.lang)

    def _ticket_display(self, session_ids=()):
        """Cards of the sessions in the cart, and of those that come next.

        Nothing here is more than a poster in the street tells.

        :param session_ids: ids from the display; others than this company's are ignored
        """
        self.ensure_one()
        till_sudo = self.with_company(self.company_id).with_context(
            lang=self._ticket_display_language()
        )
        asked = [i for i in session_ids if type(i) is int and 0 < i < 2**31]
        sessions_sudo = till_sudo.env["ticket.session"].search(
            [
                ("id", "in", asked[:SESSIONS_LIMIT]),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return {
            "sessions": [
                till_sudo._ticket_display_card(session_sudo)
                | till_sudo._ticket_display_map(session_sudo)
                for session_sudo in sessions_sudo
            ],
            "coming": till_sudo._ticket_display_coming(),
            **till_sudo._ticket_customer_alarms(),
        }

    def _ticket_display_coming(self):
        """What everybody may buy next: a card for each show and day, with its times."""
        now = fields.Datetime.now()
        sessions = self.env["ticket.session"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("inventory_open", "=", True)
            & Domain("on_shelf", "=", True)
            & Domain("state", "in", CALENDAR_STATES)
            & Domain("start", ">", now)
            & self._ticket_house_domain(),
            order="start, id",
            limit=LOOK_AHEAD,
        )
        days = sessions.filtered(lambda one: one._sale_phase() != "closed").grouped(
            lambda one: (one.show_id, one.hall_id, _day(one))
        )
        days = _most_shows(days)[:COMING_LIMIT]
        days.sort(key=lambda of_day: (of_day[0].start, of_day[0].id))
        left = self._ticket_display_left(self.env["ticket.session"].union(*days))
        return [
            self._ticket_display_card(of_day[0])
            | {
                "left": left[of_day[0]],
                "starts": [one.start.isoformat() for one in of_day[:TIMES_LIMIT]],
            }
            for of_day in days
        ]

    def _ticket_display_left(self, sessions):
        """{session: how much is left, in a word}"""
        places = self.env["ticket.place"]
        free = Counter()
        for (session_id, _zone), count in places._count_left(
            sessions, "zone_id"
        ).items():
            free[session_id] += count
        totals = dict(
            places._read_group(
                [("session_id", "in", sessions.ids)], ["session_id"], ["__count"]
            )
        )
        return {
            session: _left(free[session.id], totals.get(session, 0))
            for session in sessions
        }

    def _ticket_display_card(self, session):
        show = session.show_id
        return {
            "id": session.id,
            "show": show.name,
            "subtitle": show.subtitle or "",
            "hall": session.hall_id.display_name,
            "start": session.start.isoformat(),
            "tz": session.tz or "UTC",
            "poster": self._ticket_display_poster(show),
        }

    def _ticket_display_map(self, session):
        """What the small map needs, and the names of zones and ticket types."""
        return {
            "geometry": session.seat_map_id._geometry_url(),
            "seat_zones": session._seat_zone_runs(),
            "zones": [
                {"id": zone.id, "name": zone.name, "color": zone.color}
                for zone in session.plan_id.zone_ids
            ],
            "types": {
                ticket_type.id: ticket_type.name
                for ticket_type in session._types_sold()
            },
        }

    @api.model
    def _ticket_display_poster(self, show):
        """A poster's address with a key to this picture alone; False without one."""
        if not show.with_context(bin_size=True).poster:
            return False
        key = limited_field_access_token(show, "poster", scope="binary")
        return f"/web/image/ticket.show/{show.id}/poster/600x900?access_token={key}"


def _most_shows(days):
    """Days of sessions in an order that shows each show once before any comes again."""
    first, again, seen = [], [], set()
    for (show, _hall, _date), sessions in days.items():
        (again if show in seen else first).append(sessions)
        seen.add(show)
    return first + again


def _day(session):
    """The day on the venue's calendar."""
    return (
        session.start.replace(tzinfo=UTC)
        .astimezone(ZoneInfo(session.tz or "UTC"))
        .date()
    )


def _left(free, total):
    """How much is left, in words a display has room for."""
    if not free:
        return "none"
    return "few" if free < FEW_LEFT * total else "many"
