from odoo import fields, models
from odoo.tools import SQL


class TicketPublicShare(models.Model):
    """How much of each session is sold to the public, and how much of the rest is bound
    to persons: what the rules for large performances ask.

    Not public are places that are locked, set aside for the house, or given away by
    ticket types that may be free (work and guest tickets).
    """

    _name = "ticket.public.share"
    _description = "Public Share of Sessions"
    _auto = False
    _rec_name = "session_id"
    _order = "start, id"

    session_id = fields.Many2one("ticket.session", readonly=True)
    show_id = fields.Many2one("ticket.show", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    start = fields.Datetime(readonly=True)
    real_name = fields.Boolean(string="Real Names", readonly=True)
    places = fields.Integer(readonly=True, help="All places with a price.")
    public = fields.Integer(readonly=True, help="Sold to or on sale for the public.")
    kept = fields.Integer(
        string="Not Public", readonly=True, help="Locked, house seats, guests and work."
    )
    share = fields.Float(
        string="Public Share (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    least = fields.Integer(string="Least Share (%)", readonly=True, aggregator=None)
    enough = fields.Boolean(readonly=True)
    given = fields.Integer(
        string="Given Away", readonly=True, help="Guest and work tickets issued."
    )
    unnamed = fields.Integer(
        string="Not Bound Yet",
        readonly=True,
        help="Tickets of this session for named persons that have no name yet.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
      SELECT session.id, session.id AS session_id, session.show_id,
             session.company_id, session.start, session.real_name,
             place.places, place.places - place.kept AS public, place.kept,
             100.0 * (place.places - place.kept) / NULLIF(place.places, 0) AS share,
             company.ticket_public_share AS least,
             100 * (place.places - place.kept)
                 >= company.ticket_public_share * place.places AS enough,
             COALESCE(ticket.given, 0) AS given,
             COALESCE(ticket.unnamed, 0) AS unnamed
        FROM ticket_session session
        JOIN res_company company ON company.id = session.company_id
        JOIN (SELECT place.session_id, count(*) AS places,
                     count(*) FILTER (WHERE place.state = 'locked'
                         OR (place.state = 'reserved' AND place.hold_id IS NULL
                             AND allotment.channel = 'backoffice')
                         OR (place.state = 'sold' AND kind.may_be_free)) AS kept
                FROM ticket_place place
           LEFT JOIN ticket_allotment allotment ON allotment.id = place.allotment_id
           LEFT JOIN ticket_type kind ON kind.id = place.type_id
               WHERE place.zone_id IS NOT NULL
            GROUP BY place.session_id) place ON place.session_id = session.id
   LEFT JOIN (SELECT ticket.session_id,
                     count(*) FILTER (WHERE kind.may_be_free) AS given,
                     count(*) FILTER (
                         WHERE (own.real_name OR kind.real_name)
                           AND NOT EXISTS (
                               SELECT 1 FROM ticket_holder holder
                                WHERE holder.ticket_id = ticket.id)) AS unnamed
                FROM ticket_ticket ticket
                JOIN ticket_type kind ON kind.id = ticket.type_id
                JOIN ticket_session own ON own.id = ticket.session_id
               WHERE ticket.state IN ('valid', 'used')
            GROUP BY ticket.session_id) ticket ON ticket.session_id = session.id"""
        )

    def action_view_unnamed(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tickets without a name"),
            "res_model": "ticket.ticket",
            "view_mode": "list,form",
            "domain": [
                ("session_id", "=", self.session_id.id),
                ("needs_name", "=", True),
            ],
        }
