from odoo import api, models
from odoo.tools import SQL

from ..tools import persons, scanning

#: How far ahead somebody who comes too early is told of their session.
AHEAD_DAYS = 2


class TicketGateMatcher(models.AbstractModel):
    """Finds the ticket of a person who shows no ticket.

    One model for each way to tell a person: ``ticket.gate.matcher.id`` for the numbers
    of documents, ``ticket.gate.matcher.face`` for face terminals. Another addon adds a
    way of its own by a model ``ticket.gate.matcher.<media>`` that inherits this one;
    devices then send scans with that ``media``.

    What a person is known by never reaches the database in clear, nor unkeyed: a plain
    hash of an ID number can be turned back by trying them all.
    """

    _name = "ticket.gate.matcher"
    _description = "Finds the Ticket of a Person"

    @api.model
    def _of(self, media):
        """Return the matcher for ``media``, or ``None``."""
        return self.env.get(f"{self._name}.{media}") if media else None

    @api.model
    def _keys(self, code, today):
        """Return the keyed hashes that stand for the person, most likely one first;
        none when such a code can be nobody's.

        :param str code: what the device sent
        """
        return ()

    @api.model
    def _known_by(self, keys):
        """Return the condition on ``ticket_ticket`` for tickets of the person."""
        return SQL("FALSE")

    @api.model
    def _nobody(self):
        """Return the reason to tell when the person has no ticket here."""
        return "no_ticket_for_id"

    @api.model
    def _match(self, scan, keys):
        """Return the :class:`scanning.ReadCode` of the person's ticket, or why none."""
        if not keys:
            return scanning.ReadCode(problem="bad_id_number")
        found = self._tickets_near(scan, self._known_by(keys))
        return self._pick(scan, found, self._nobody())

    @api.model
    def _tickets_near(self, scan, known):
        """Return the person's tickets of sessions that are on or soon will be."""
        settings = scan.settings
        rules = settings.lane.rules
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT ticket.number, ticket.admits,
                       COALESCE(ticket.admitted, 0) AS admitted,
                       COALESCE(ticket.outside, 0) AS outside,
                       session.id AS session, session.start, session."end"
                  FROM ticket_ticket ticket
                  JOIN ticket_session session ON session.id = ticket.session_id
                 WHERE ticket.state IN ('valid', 'used')
                   AND ticket.company_id = %(company)s
                   AND session.venue_id = ANY(%(venues)s)
                   AND session."end" >= %(now)s - %(after)s * interval '1 minute'
                   AND session.start <= %(now)s + %(days)s * interval '1 day'
                   AND %(known)s
              ORDER BY session.start, ticket.id
                """,
                company=settings.company,
                venues=[rule.venue for rule in rules],
                now=scan.request.scanned_at,
                after=max((rule.after for rule in rules), default=0),
                days=AHEAD_DAYS,
                known=known,
            )
        )

    @api.model
    def _pick(self, scan, found, nobody):
        before = max((rule.before for rule in scan.settings.lane.rules), default=0)
        number, count = persons.pick(
            [
                persons.Known(
                    number=row["number"],
                    session=row["session"],
                    opens=scanning.unix(row["start"]) - before * 60,
                    admits=row["admits"],
                    admitted=row["admitted"],
                    outside=row["outside"],
                )
                for row in found
            ],
            scan.request.direction,
            scan.request.unix_time(),
        )
        if number:
            return scanning.ReadCode(number, is_person=True)
        problem = "pick_one" if count else nobody
        return scanning.ReadCode(problem=problem, tickets=count)
