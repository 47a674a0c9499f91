from odoo import fields, models
from odoo.tools import SQL


class TicketVenueReport(models.Model):
    """How much is played in the houses and how full they are: one row a session.

    The places of a session are those of its seat map, counted once for each map, so
    that a year of stadium sessions does not count millions of rows.
    """

    _name = "ticket.venue.report"
    _description = "Venue Statistics"
    _auto = False
    _rec_name = "session_id"
    _order = "start desc, id desc"
    _depends = {
        "ticket.session": [
            "company_id",
            "hall_id",
            "seat_map_id",
            "show_id",
            "start",
            "state",
            "venue_id",
        ],
        "ticket.show": ["genre_id"],
        "ticket.ticket": ["admitted", "session_id", "state"],
        "ticket.seat": ["kind_id", "seat_map_id"],
        "ticket.seat.kind": ["sellable"],
        "ticket.seat.section": ["capacity", "kind", "seat_map_id"],
    }

    session_id = fields.Many2one("ticket.session", readonly=True)
    show_id = fields.Many2one("ticket.show", readonly=True)
    genre_id = fields.Many2one("ticket.genre", readonly=True)
    season_id = fields.Many2one("ticket.season", readonly=True)
    venue_id = fields.Many2one("ticket.venue", readonly=True)
    hall_id = fields.Many2one("ticket.hall", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    start = fields.Datetime(readonly=True)
    state = fields.Selection(
        selection=lambda self: (
            self.env["ticket.session"]._fields["state"]._description_selection(self.env)
        ),
        readonly=True,
    )
    sessions = fields.Integer(readonly=True)
    capacity = fields.Integer(
        string="Places", readonly=True, help="Seats and standing places of the map."
    )
    sold = fields.Integer(string="Tickets Sold", readonly=True)
    attended = fields.Integer(
        readonly=True, help="Persons who came in with the tickets of the session."
    )
    fill = fields.Float(
        string="Sold (%)",
        readonly=True,
        aggregator="avg",
        help="Tickets sold of all places; of several sessions, their average.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH seats AS (
                 SELECT seat_map_id, count(*) AS count
                   FROM ticket_seat seat
                   JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
                                             AND kind.sellable
               GROUP BY seat_map_id),
                 standing AS (
                 SELECT seat_map_id, sum(capacity) AS count
                   FROM ticket_seat_section
                  WHERE kind = 'standing' GROUP BY seat_map_id),
                 sold AS (
                 SELECT session_id, count(*) AS count, sum(admitted) AS admitted
                   FROM ticket_ticket
                  WHERE state IN ('valid', 'used') GROUP BY session_id),
                 figures AS (
                 SELECT session.*, show.genre_id,
                        COALESCE(seats.count, 0)
                        + COALESCE(standing.count, 0) AS places,
                        COALESCE(sold.count, 0) AS sold,
                        COALESCE(sold.admitted, 0) AS admitted
                   FROM ticket_session session
                   JOIN ticket_show show ON show.id = session.show_id
              LEFT JOIN seats ON seats.seat_map_id = session.seat_map_id
              LEFT JOIN standing ON standing.seat_map_id = session.seat_map_id
              LEFT JOIN sold ON sold.session_id = session.id)
          SELECT id, id AS session_id, show_id, genre_id, season_id, venue_id, hall_id,
                 company_id, start, state, 1 AS sessions, places AS capacity, sold,
                 admitted AS attended,
                 COALESCE(100.0 * sold / NULLIF(places, 0), 0) AS fill
            FROM figures"""
        )
