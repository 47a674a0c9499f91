from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, format_datetime

from ..tools import wording

MOST_ROWS = 200
#: Seats whose visitors need somebody at the door.
ACCESS_KINDS = ("wheelchair", "companion")
LISTS = {
    "missing": SQL("COALESCE(ticket.admitted, 0) = 0"),
    "late": SQL("ticket.first_admitted_at > session.start"),
    "access": SQL("kind.code = ANY(%s)", list(ACCESS_KINDS)),
}
LIST_ORDERS = {
    "missing": SQL("place.seat_id NULLS LAST, ticket.id"),
    "late": SQL("ticket.first_admitted_at DESC, ticket.id"),
    "access": SQL("COALESCE(ticket.admitted, 0) > 0, place.seat_id, ticket.id"),
}


class TicketGate(models.Model):
    """The board for the front of the house: which seats have arrived, who is late, who
    needs help. Names are masked: staff compare them, nobody collects them."""

    _inherit = "ticket.gate"

    @api.model
    @api.readonly
    def get_house(self, session_id, wanted="missing"):
        """Arrivals of one session, seat by seat, and one of the ``LISTS``."""
        self._check_board_access()
        session_sudo = (
            self.env["ticket.session"]
            .sudo()
            .search(
                [
                    ("id", "=", session_id),
                    ("company_id", "in", self.env.companies.ids),
                ]
            )
        )
        if not session_sudo:
            raise AccessError(self.env._("This session is not one of yours."))
        wanted = wanted if wanted in LISTS else "missing"
        rows, count = self._house_list(session_sudo, wanted)
        return {
            "session": session_sudo._board_name(),
            "geometry": session_sudo.seat_map_id._geometry_url(),
            "seats": self._house_seats(session_sudo),
            "list": wanted,
            "count": count,
            "rows": rows,
        }

    @api.model
    def _house_seats(self, session):
        """One character a seat in geometry order: 0 nobody, 1 still to come, 2 in, 3 went
        out again."""
        self.env["ticket.ticket"].flush_model()
        self.env["ticket.place"].flush_model()
        [[codes]] = self.env.execute_query(
            SQL(
                """
                SELECT string_agg(CASE
                           WHEN ticket.id IS NULL THEN '0'
                           WHEN COALESCE(ticket.admitted, 0) = 0 THEN '1'
                           WHEN ticket.admitted > COALESCE(ticket.outside, 0) THEN '2'
                           ELSE '3' END, '' ORDER BY place.seat_id)
                  FROM ticket_place place
             LEFT JOIN ticket_ticket ticket ON ticket.place_id = place.id
                   AND ticket.state IN ('valid', 'used')
                 WHERE place.session_id = %s AND place.seat_id IS NOT NULL
                """,
                session.id,
            )
        )
        return codes or ""

    @api.model
    def _house_list(self, session, wanted):
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT ticket.id, ticket.seat_label AS place, ticket.number,
                       ticket.admits, COALESCE(ticket.admitted, 0) AS admitted,
                       COALESCE(ticket.outside, 0) AS outside,
                       ticket.first_admitted_at, ticket.type_id, seat.id AS seat,
                       kind.code AS kind,
                       COALESCE(ticket.holder_name, partner.name) AS holder,
                       COUNT(*) OVER () AS whole
                  FROM ticket_ticket ticket
                  JOIN ticket_session session ON session.id = ticket.session_id
             LEFT JOIN ticket_place place ON place.id = ticket.place_id
             LEFT JOIN ticket_seat seat ON seat.id = place.seat_id
             LEFT JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
             LEFT JOIN res_partner partner ON partner.id = ticket.partner_id
                 WHERE ticket.session_id = %(session)s
                   AND ticket.state IN ('valid', 'used') AND %(wanted)s
              ORDER BY %(order)s LIMIT %(most)s
                """,
                session=session.id,
                wanted=LISTS[wanted],
                order=LIST_ORDERS[wanted],
                most=MOST_ROWS,
            )
        )
        types = self.env["ticket.type"].sudo().browse({row["type_id"] for row in rows})
        names = {one.id: one.name for one in types}
        seats = self.env["ticket.scan"]._seat_words(
            session.venue_id.id, self.env.lang or "en_US"
        )
        return [
            {
                "id": row["id"],
                "seat": row["seat"] or False,
                "place": seats.retell(row["place"]) or "",
                "number": row["number"][-4:],
                "holder": wording.mask_name(row["holder"]) or "",
                "type": names[row["type_id"]],
                "kind": row["kind"] if row["kind"] in ACCESS_KINDS else "",
                "admits": row["admits"],
                "inside": row["admitted"] - row["outside"],
                "admitted": row["admitted"],
                "at": row["first_admitted_at"]
                and format_datetime(
                    self.env, row["first_admitted_at"], tz=session.tz, dt_format="HH:mm"
                ),
            }
            for row in rows
        ], (rows[0]["whole"] if rows else 0)
