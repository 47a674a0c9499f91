from odoo import api, fields, models
from odoo.tools import SQL

from ..models.ticket_type import CHANNELS


class TicketSaleReport(models.Model):
    """What was sold and what was given back, one row for each such event.

    A ticket sold on Monday and refunded on Wednesday is a sale on Monday and a refund on
    Wednesday, so that every day's figures stay what they were. Channels add their
    own columns by ``_select_fields``, joins by ``_from`` and the way their customers
    paid by ``_payment_sources``.
    """

    _name = "ticket.sale.report"
    _description = "Ticket Sales Analysis"
    _auto = False
    _rec_name = "ticket_id"
    _order = "date desc, id desc"
    _depends = {
        "ticket.ticket": [
            "advance_amount",
            "channel",
            "company_id",
            "currency_id",
            "issued_at",
            "net_amount",
            "partner_id",
            "price",
            "sale_line_id",
            "session_id",
            "show_id",
            "state",
            "type_id",
            "user_id",
            "voided_at",
            "zone_id",
        ],
        "ticket.session": ["hall_id", "start", "venue_id"],
        "sale.order.line": ["order_id"],
        "payment.transaction": ["payment_method_id", "state"],
    }

    ticket_id = fields.Many2one("ticket.ticket", readonly=True)
    date = fields.Datetime(readonly=True, help="When it was sold, or given back.")
    event = fields.Selection([("sale", "Sale"), ("refund", "Refund")], readonly=True)
    state = fields.Selection(
        selection=lambda self: (
            self.env["ticket.ticket"]._fields["state"]._description_selection(self.env)
        ),
        string="Ticket State",
        readonly=True,
    )
    show_id = fields.Many2one("ticket.show", readonly=True)
    genre_id = fields.Many2one("ticket.genre", readonly=True)
    session_id = fields.Many2one("ticket.session", readonly=True)
    session_start = fields.Datetime(readonly=True)
    venue_id = fields.Many2one("ticket.venue", readonly=True)
    hall_id = fields.Many2one("ticket.hall", readonly=True)
    zone_id = fields.Many2one("ticket.zone", string="Price Zone", readonly=True)
    type_id = fields.Many2one("ticket.type", string="Ticket Type", readonly=True)
    channel = fields.Selection(CHANNELS, readonly=True)
    user_id = fields.Many2one("res.users", string="Cashier", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    country_id = fields.Many2one(
        "res.country", string="Customer Country", readonly=True
    )
    payment_method = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    sold = fields.Integer(string="Tickets Sold", readonly=True)
    refunded = fields.Integer(string="Tickets Refunded", readonly=True)
    tickets = fields.Integer(readonly=True, help="Tickets sold less tickets refunded.")
    amount = fields.Monetary(string="Sales", readonly=True, help="Tax included.")
    refund_amount = fields.Monetary(
        string="Refunds", readonly=True, help="Tax included."
    )
    takings = fields.Monetary(readonly=True, help="Sales less refunds, tax included.")
    net_amount = fields.Monetary(
        string="Untaxed Takings", readonly=True, help="Sales less refunds, untaxed."
    )

    @property
    def _table_query(self):
        columns = SQL(", ").join(
            SQL("%s AS %s", expression, SQL.identifier(name))
            for name, expression in self._select_fields().items()
        )
        return SQL("SELECT %s FROM %s WHERE %s", columns, self._from(), self._where())

    @api.model
    def _select_fields(self):
        """{field: SQL}; ``t`` is the ticket, ``s`` its session, ``e`` the event."""
        price = self._in_company_currency(SQL("t.price"))
        net = SQL("t.advance_amount * account_currency_table.rate")
        return {
            "id": SQL("t.id * 2 + e.back"),
            "ticket_id": SQL("t.id"),
            "date": SQL("e.date"),
            "event": SQL("CASE e.back WHEN 0 THEN 'sale' ELSE 'refund' END"),
            "state": SQL("t.state"),
            "show_id": SQL("t.show_id"),
            "genre_id": SQL("show.genre_id"),
            "session_id": SQL("t.session_id"),
            "session_start": SQL("s.start"),
            "venue_id": SQL("s.venue_id"),
            "hall_id": SQL("s.hall_id"),
            "zone_id": SQL("t.zone_id"),
            "type_id": SQL("t.type_id"),
            "channel": SQL("t.channel"),
            "user_id": SQL("t.user_id"),
            "partner_id": SQL("t.partner_id"),
            "country_id": SQL("partner.country_id"),
            "payment_method": SQL(
                "COALESCE(%s)", SQL(", ").join(self._payment_sources())
            ),
            "company_id": SQL("t.company_id"),
            "currency_id": SQL("%s::int", self.env.company.currency_id.id),
            "sold": SQL("1 - e.back"),
            "refunded": SQL("e.back"),
            "tickets": SQL("1 - 2 * e.back"),
            "amount": SQL("(1 - e.back) * %s", price),
            "refund_amount": SQL("e.back * %s", price),
            "takings": SQL("(1 - 2 * e.back) * %s", price),
            "net_amount": SQL("(1 - 2 * e.back) * %s", net),
        }

    @api.model
    def _from(self):
        rates = self.env["res.currency"]._get_simple_currency_table(self.env.companies)
        return SQL(
            """ticket_ticket t
               JOIN LATERAL (VALUES (0, t.issued_at),
                                    (1, COALESCE(t.voided_at, t.write_date)))
                         AS e (back, date)
                 ON e.back = 0 OR t.state IN ('refunded', 'exchanged', 'cancelled')
               JOIN ticket_session s ON s.id = t.session_id
               JOIN ticket_show show ON show.id = t.show_id
               JOIN res_company c ON c.id = t.company_id
               JOIN %s ON account_currency_table.company_id = t.company_id
          LEFT JOIN res_partner partner ON partner.id = t.partner_id""",
            rates,
        )

    @api.model
    def _where(self):
        return SQL("TRUE")

    @api.model
    def _payment_sources(self):
        """SQL expressions telling how a ticket was paid; the first not null counts."""
        return [
            SQL(
                """(SELECT string_agg(DISTINCT COALESCE(m.name->>%(lang)s,
                                                        m.name->>'en_US'), ' + ')
                      FROM sale_order_line l
                      JOIN sale_order_transaction_rel rel
                        ON rel.sale_order_id = l.order_id
                      JOIN payment_transaction tx ON tx.id = rel.transaction_id
                      JOIN payment_method m ON m.id = tx.payment_method_id
                     WHERE l.id = t.sale_line_id
                       AND tx.state IN ('authorized', 'done'))""",
                lang=self.env.lang or "en_US",
            ),
            SQL(
                "CASE WHEN t.sale_line_id IS NOT NULL THEN %s END",
                self.env._("On invoice"),
            ),
            SQL("%s", self.env._("Not known")),
        ]

    @api.model
    def _in_company_currency(self, amount):
        """``amount`` of a ticket in the currency of the user's company.

        The ticket's own books tell the rate at which it was sold.
        """
        return SQL(
            """%(amount)s * account_currency_table.rate
             * CASE WHEN t.currency_id = c.currency_id THEN 1
                    ELSE COALESCE(t.advance_amount / NULLIF(t.net_amount, 0), 1) END""",
            amount=amount,
        )
