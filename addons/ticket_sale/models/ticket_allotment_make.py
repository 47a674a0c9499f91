from odoo import api, models
from odoo.tools import SQL

from ..exceptions import PlacesUnavailable
from .ticket_place import AVAILABLE


class TicketAllotment(models.Model):
    """Setting places aside."""

    _inherit = "ticket.allotment"

    @api.model
    def _allot(self, session, wanted, **values):
        """Make an allotment with its places: committed when it returns, all or nothing.

        :param wanted: ``{"place_ids": […]}``, or ``{"count": n}`` of the best with
            ``zone_id``, ``section_id`` or both
        :param values: fields of the allotment
        :return: the allotment
        :raise PlacesUnavailable: not all of them are free
        """
        with self.env["ticket.hold"]._transaction() as Hold:
            allotment = Hold.env["ticket.allotment"].create(
                {"session_id": session.id, **values}
            )
            allotment._add_places(wanted)
            allotment_id = allotment.id
        return self.browse(allotment_id)

    def _add_places(self, wanted):
        """Add places to this allotment, in the current (short) transaction."""
        self.ensure_one()
        place_ids = wanted.get("place_ids")
        count = len(set(place_ids)) if place_ids else wanted["count"]
        if count < 1:
            raise PlacesUnavailable(self.env._("Choose at least one place."))
        got = self._set_aside(self._lock_free(wanted), count)
        if len(got) == count:
            return
        lost = self.env["ticket.place"].browse(set(place_ids or ()) - set(got))
        labels = lost.mapped("display_name")
        raise PlacesUnavailable(
            self.env._(
                "These places are not free any more: %(seats)s. Nothing was set aside.",
                seats=", ".join(labels[:20]),
            )
            if labels
            else self.env._(
                "Only %(left)s places are free here. Nothing was set aside.",
                left=len(got),
            ),
            places=lost.ids,
            seats=labels,
        )

    def _lock_free(self, wanted):
        """The statement that locks places nobody has; every allotment goes through it."""
        here = SQL("place.session_id = %s", self.session_id.id)
        if place_ids := wanted.get("place_ids"):
            return SQL(
                """SELECT place.id FROM ticket_place place
                    WHERE %(here)s AND place.id = ANY(%(ids)s)
                      AND (%(available)s OR place.state = 'locked')
                      AND place.zone_id IS NOT NULL
                 ORDER BY place.id FOR NO KEY UPDATE""",
                here=here,
                ids=list(place_ids),
                available=AVAILABLE,
            )
        for column in ("zone_id", "section_id"):
            if wanted.get(column):
                here = SQL(
                    "%s AND place.%s = %s",
                    here,
                    SQL.identifier(column),
                    wanted[column],
                )
        return SQL(
            """SELECT place.id FROM ticket_place place
                WHERE %(here)s AND %(available)s AND place.zone_id IS NOT NULL
             ORDER BY place.rank LIMIT %(count)s FOR NO KEY UPDATE SKIP LOCKED""",
            here=here,
            available=AVAILABLE,
            count=wanted["count"],
        )
