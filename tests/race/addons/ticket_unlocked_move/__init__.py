"""Loaded into the server of the control run only (``--load``): a move looks at places
without locking them, and a pause makes room for a buyer before it acts.

If the race test could not see lost seats with this, it would prove nothing.
"""

import time


def post_load():
    from odoo.addons.ticket_sale.models.ticket_place_revision import TicketPlace

    follow = TicketPlace._follow_revision

    def dawdle_and_follow(self, session, target):
        time.sleep(1)
        return follow(self, session, target)

    TicketPlace._lock_session = lambda self, session: None
    TicketPlace._follow_revision = dawdle_and_follow
