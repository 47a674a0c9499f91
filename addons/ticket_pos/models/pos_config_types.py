from collections import Counter

from odoo import models


class PosConfig(models.Model):
    """Some ticket types have a least or a most number a cart."""

    _inherit = "pos.config"

    def _ticket_check_counts(self, items):
        """:raise TypeCount: a cart has too few or too many tickets of a type"""
        counts = Counter()
        for item in items:
            kind = self.env["ticket.type"].sudo().browse(item["type_id"])
            places_sudo = self.env["ticket.place"].sudo().browse(item["place_ids"])
            for session, places in places_sudo.grouped("session_id").items():
                counts[session, kind] += len(places)
        self.env["ticket.type"]._check_order_counts(counts)
