"""Loaded into the server of the control run only (``--load``): a gate finds a card and
does not lock it, and takes its time between reading the open trip and ending it.

If the race test could not see one way charged twice with this, it would prove nothing.
"""

import time

DECIDING = 0.3


def post_load():
    from odoo.addons.ticket_gate.models.ticket_fare_trip import TicketFareTrip

    move = TicketFareTrip._write_trip

    def find_card(self, code, company):
        normal = code.upper().replace("-", "")
        cards = self.env["loyalty.card"].search([])
        return cards.filtered(lambda one: one.code.upper().replace("-", "") == normal)

    def write_trip(self, *arguments):
        time.sleep(DECIDING)
        return move(self, *arguments)

    TicketFareTrip._find_card = find_card
    TicketFareTrip._write_trip = write_trip
