from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

#: States in which a session takes its hall.
TAKES_HALL = ("draft", "announced", "presale", "on_sale", "paused", "ended", "played")


class HallTime(NamedTuple):
    """A hall wanted for a while; times are naive UTC."""

    hall_id: int
    start: object
    end: object
    session_id: int = 0  # whose wish it is: it does not clash with itself


class TicketSession(models.Model):
    """Who is in a hall when."""

    _inherit = "ticket.session"

    @api.constrains("hall_id", "start", "end", "state")
    def _check_hall_is_free(self):
        """One hall plays one session at a time (V11).

        The halls are locked first, so that two people planning at once are told.
        """
        live = self.filtered(lambda session: session.state in TAKES_HALL)
        if not live:
            return
        live.hall_id.lock_for_update()
        wanted = [
            HallTime(session.hall_id.id, session.start, session.end, session.id)
            for session in live
        ]
        for index, clashes in self._hall_clashes(wanted).items():
            hall = self.env["ticket.hall"].browse(wanted[index].hall_id)
            raise ValidationError(
                self.env._(
                    "%(hall)s is taken by %(session)s. Choose another time or hall.",
                    hall=hall.display_name,
                    session=clashes[0].display_name,
                )
            )

    @api.model
    def _hall_clashes(self, wanted):
        """Which sessions stand in the way, in one query for however many wishes.

        :param list[HallTime] wanted:
        :return: {index of the wish: the sessions in its way}
        """
        if not wanted:
            return {}
        self.flush_model(["hall_id", "start", "end", "state"])
        rows = self.env.execute_query(
            SQL(
                """SELECT wish.index, array_agg(session.id ORDER BY session.start)
                     FROM (VALUES %(wishes)s)
                          AS wish (index, hall_id, start, until, session_id)
                     JOIN ticket_session session
                       ON session.hall_id = wish.hall_id
                      AND session.id != wish.session_id
                      AND session.state IN %(states)s
                      AND session.start < wish.until AND session."end" > wish.start
                 GROUP BY wish.index ORDER BY wish.index""",
                wishes=SQL(", ").join(
                    SQL(
                        "(%s, %s, %s::timestamp, %s::timestamp, %s)",
                        index,
                        wish.hall_id,
                        wish.start,
                        wish.end,
                        wish.session_id,
                    )
                    for index, wish in enumerate(wanted)
                ),
                states=TAKES_HALL,
            )
        )
        return {index: self.browse(ids) for index, ids in rows}
