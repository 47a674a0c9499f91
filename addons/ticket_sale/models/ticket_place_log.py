from odoo import api, fields, models
from odoo.tools import SQL

from .ticket_type import CHANNELS


class TicketPlaceLog(models.Model):
    """What happened to a place, line by line, written by the verbs themselves in the
    statement that changes the place. Nothing is ever changed or deleted here."""

    _name = "ticket.place.log"
    _description = "History of a Place"
    _order = "id desc"
    _log_access = False
    _rec_name = "action"

    place_id = fields.Many2one(
        "ticket.place", required=True, readonly=True, ondelete="cascade", index=True
    )
    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="session_id.company_id")
    hold_id = fields.Many2one(
        "ticket.hold", readonly=True, ondelete="set null", index="btree_not_null"
    )
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="set null", index="btree_not_null"
    )
    action = fields.Selection(
        [
            ("held", "Held"),
            ("reserved", "Reserved"),
            ("allotted", "Allotted"),
            ("returned", "Returned"),
            ("released", "Released"),
            ("expired", "Expired"),
            ("locked", "Locked"),
            ("opened", "Opened"),
            ("moved", "Moved"),
            ("sold", "Sold"),
            ("voided", "Taken Back"),
        ],
        required=True,
        readonly=True,
    )
    at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    channel = fields.Selection(CHANNELS, readonly=True)
    detail = fields.Char(readonly=True)

    _at_idx = models.Index("USING brin (at)")

    @api.model
    def _insert(self, source, action, *, hold=None, channel=None, detail=None):
        """The statement that writes one line for each row of ``source``, to be used as
        a part of the statement that changes the places.

        :param source: name of a CTE with columns ``id`` (the place) and ``session_id``
        :param SQL hold, channel, detail: further values
        """
        return SQL(
            """INSERT INTO ticket_place_log
                      (place_id, session_id, hold_id, action, at, user_id, channel,
                       detail)
               SELECT %(source)s.id, %(source)s.session_id, %(hold)s, %(action)s,
                      clock_timestamp() AT TIME ZONE 'UTC', %(user)s, %(channel)s,
                      %(detail)s
                 FROM %(source)s""",
            source=SQL.identifier(source),
            hold=hold or SQL("NULL::integer"),
            action=action,
            user=self.env.uid,
            channel=channel or SQL("NULL"),
            detail=detail or SQL("NULL"),
        )

    @api.model
    def _record_tickets(self, tickets, action, detail=None):
        """Write one line for each ticket: sold, or taken back."""
        if not tickets:
            return
        tickets.flush_recordset()
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_place_log
                          (place_id, session_id, hold_id, ticket_id, action, at,
                           user_id, channel, detail)
                   SELECT place_id, session_id, hold_id, id, %(action)s,
                          clock_timestamp() AT TIME ZONE 'UTC', %(user)s, channel,
                          %(detail)s
                     FROM ticket_ticket WHERE id = ANY(%(ids)s)
                RETURNING id""",
                action=action,
                user=self.env.uid,
                detail=detail,
                ids=tickets.ids,
            )
        )

    @api.model
    def _record_moved(self, details):
        """Write one line for each place that is called something else now.

        :param details: {place id: what to say}
        """
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_place_log
                          (place_id, session_id, ticket_id, hold_id, action, at,
                           user_id, detail)
                   SELECT place.id, place.session_id, ticket.id, place.hold_id,
                          'moved', clock_timestamp() AT TIME ZONE 'UTC', %(user)s,
                          said.detail
                     FROM unnest(%(places)s, %(details)s::varchar[])
                          AS said (place_id, detail)
                     JOIN ticket_place place ON place.id = said.place_id
                LEFT JOIN ticket_ticket ticket ON ticket.place_id = place.id
                      AND ticket.state IN ('valid', 'used')
                RETURNING id""",
                user=self.env.uid,
                places=list(details),
                details=list(details.values()),
            )
        )
