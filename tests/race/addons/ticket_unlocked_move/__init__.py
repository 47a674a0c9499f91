"""Loaded into the server of the control run only (``--load``): a move looks at places
without locking them, and a pause makes room for a buyer before it acts.

If the race test could not see lost seats with this, it would prove nothing.
"""

import time


def post_load():
    from odoo.addons.ticket_sale.models.ticket_place_revision import TicketPlace

    compare = TicketPlace._compare

    def look_and_dawdle(self, session, target):
        found = compare(self, session, target)
        time.sleep(0.5)
        return found

    TicketPlace._lock_session = lambda self, session: None
    TicketPlace._compare = look_and_dawdle
