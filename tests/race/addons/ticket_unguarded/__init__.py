"""Loaded into the server of the control run only (``--load``): the two statements that
lock places look without locking, and a pause makes room for somebody else in between.

If the race test could not see double sales with this, it would prove nothing.
"""

from odoo.tools import SQL


def post_load():
    from odoo.addons.ticket_sale.models.ticket_hold import TicketHold
    from odoo.addons.ticket_sale.models.ticket_hold_issue import (
        TicketHold as TicketHoldIssue,
    )

    def lock_places(self, keep, condition, order, *, limit=None, skip_locked=False):
        return SQL(
            """SELECT place.id FROM (SELECT pg_sleep(0.2)) AS pause, ticket_place place
                WHERE place.session_id = %s AND %s AND %s
                  AND place.zone_id IS NOT NULL ORDER BY %s %s""",
            keep.session.id,
            condition,
            keep.available,
            order,
            SQL("LIMIT %s", limit) if limit else SQL(),
        )

    def lock_sellable(self, hold, place_ids):
        return SQL(
            "SELECT place.id FROM ticket_place place WHERE id = ANY(%s)", place_ids
        )

    TicketHold._lock_places = lock_places
    TicketHoldIssue._lock_sellable = lock_sellable
