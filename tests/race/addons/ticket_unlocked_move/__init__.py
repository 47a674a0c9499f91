"""Loaded into the server of the control run only (``--load``): a move looks at places
without locking them, and its first act waits until guests have come.

If the race test could not see places change under a move with this, it would prove
nothing.
"""

import time

PAUSES = [4]


def post_load():
    from odoo.addons.ticket_sale.models.ticket_place_revision import TicketPlace

    follow = TicketPlace._follow_revision

    def dawdle_and_follow(self, session, target):
        if PAUSES:
            time.sleep(PAUSES.pop())
        return follow(self, session, target)

    TicketPlace._lock_session = lambda self, session: None
    TicketPlace._follow_revision = dawdle_and_follow
