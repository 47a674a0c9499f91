from odoo import fields, models
from odoo.tools import SQL

#: Columns that every source of the report tells.
KEYS = (
    "day",
    "website_id",
    "company_id",
    "show_id",
    "campaign_id",
    "source_id",
    "medium_id",
)


class TicketWebReport(models.Model):
    """The way from a page to a ticket, by show and campaign.

    Pages are counted by a beacon (:class:`ticket.web.seen`), orders and tickets are the
    real ones: what was given back is not among them.
    """

    _name = "ticket.web.report"
    _description = "Website Statistics"
    _auto = False
    _rec_name = "day"
    _order = "day desc, id desc"
    _depends = {
        "ticket.web.seen": [*KEYS, "step", "visits"],
        "ticket.web.visit": [*KEYS, "step", "visits", "visitors"],
        "ticket.ticket": [
            "advance_amount",
            "channel",
            "issued_at",
            "net_amount",
            "price",
            "sale_line_id",
            "show_id",
            "state",
        ],
        "sale.order": ["campaign_id", "medium_id", "source_id", "website_id"],
    }

    day = fields.Date(readonly=True)
    website_id = fields.Many2one("website", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    show_id = fields.Many2one("ticket.show", readonly=True)
    genre_id = fields.Many2one("ticket.genre", readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True)
    source_id = fields.Many2one("utm.source", readonly=True)
    medium_id = fields.Many2one("utm.medium", readonly=True)
    list_visitors = fields.Integer(
        string="1 What's On", readonly=True, help="Visitors of the listing, a day."
    )
    page_visits = fields.Integer(
        string="Visits of the Page",
        readonly=True,
        help="Who comes back after half an hour makes another visit; a reload does not.",
    )
    page_visitors = fields.Integer(
        string="2 Show Page",
        readonly=True,
        help="Visitors of the show's page, each once a day. Robots, staff and visitors "
        "who have not agreed to statistics are not counted.",
    )
    seats_visitors = fields.Integer(
        string="3 Seats", readonly=True, help="Visitors who looked at the seats, a day."
    )
    cart_visitors = fields.Integer(
        string="4 Cart", readonly=True, help="Visitors with tickets in the cart, a day."
    )
    checkout_visitors = fields.Integer(
        string="5 Payment", readonly=True, help="Visitors who came to payment, a day."
    )
    orders = fields.Integer(
        string="6 Orders",
        readonly=True,
        help="Orders whose tickets were kept, once for each of their shows.",
    )
    tickets = fields.Integer(
        readonly=True, help="Tickets sold on the website and kept."
    )
    amount = fields.Monetary(
        string="Takings", readonly=True, help="Of the tickets kept, tax included."
    )
    conversion = fields.Float(
        string="Orders per Visitor (%)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="Orders of a hundred visitors of the show's page.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH steps AS (
                 SELECT %(keys)s, step, visits, visitors FROM ticket_web_visit
                  UNION ALL
                 SELECT %(keys)s, step, visits, 1 FROM ticket_web_seen),
                 way AS (
                 SELECT %(keys)s,
                        CASE step WHEN 'list' THEN visitors ELSE 0 END AS list_visitors,
                        CASE step WHEN 'show' THEN visits ELSE 0 END AS page_visits,
                        CASE step WHEN 'show' THEN visitors ELSE 0 END AS page_visitors,
                        CASE step WHEN 'seats' THEN visitors ELSE 0 END
                        AS seats_visitors,
                        CASE step WHEN 'cart' THEN visitors ELSE 0 END AS cart_visitors,
                        CASE step WHEN 'checkout' THEN visitors ELSE 0 END
                        AS checkout_visitors,
                        0 AS orders, 0 AS tickets, 0 AS amount
                   FROM steps
                  UNION ALL
                 SELECT %(keys)s, 0, 0, 0, 0, 0, 0, 1, tickets, amount
                   FROM (%(sold)s) AS sold)
          SELECT row_number() OVER () AS id, way.*, show.genre_id,
                 CASE WHEN page_visitors > 0 THEN 100.0 * orders / page_visitors END
                 AS conversion
            FROM way LEFT JOIN ticket_show show ON show.id = way.show_id""",
            keys=SQL(", ").join(map(SQL.identifier, KEYS)),
            sold=self._sold(),
        )

    def _sold(self):
        """One row for each order and show with tickets that were kept."""
        return SQL(
            """
            SELECT min(t.issued_at AT TIME ZONE 'UTC' AT TIME ZONE venue.tz)::date
                   AS day,
                   o.website_id, t.company_id, t.show_id,
                   o.campaign_id, o.source_id, o.medium_id,
                   count(*) AS tickets,
                   sum(t.price * CASE WHEN t.currency_id = c.currency_id THEN 1
                       ELSE COALESCE(t.advance_amount / NULLIF(t.net_amount, 0), 1)
                       END) AS amount
              FROM ticket_ticket t
              JOIN ticket_session session ON session.id = t.session_id
              JOIN ticket_venue venue ON venue.id = session.venue_id
              JOIN res_company c ON c.id = t.company_id
              JOIN sale_order_line line ON line.id = t.sale_line_id
              JOIN sale_order o ON o.id = line.order_id
             WHERE t.channel = 'website' AND t.state IN ('valid', 'used')
          GROUP BY o.id, t.company_id, t.show_id"""
        )

    def _read_group_select(self, aggregate_spec, query):
        """The rate of a group is that of its sums, not the average of rows."""
        if aggregate_spec != "conversion:avg":
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "COALESCE(100.0 * SUM(%(orders)s) / NULLIF(SUM(%(visitors)s), 0), 0)",
            orders=self._field_to_sql(self._table, "orders", query),
            visitors=self._field_to_sql(self._table, "page_visitors", query),
        )
