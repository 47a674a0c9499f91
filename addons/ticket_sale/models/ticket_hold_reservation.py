from collections import Counter

from odoo import api, fields, models
from odoo.tools import SQL


class TicketHold(models.Model):
    _inherit = "ticket.hold"

    reservation_id = fields.Many2one(
        "ticket.reservation", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    place_names = fields.Char(compute="_compute_place_names", string="Places kept")

    @api.depends("place_ids")
    @api.depends_context("lang")
    def _compute_place_names(self):
        """The places in words; standing ones are counted."""
        for hold in self:
            counts = Counter(hold.place_ids.mapped("display_name"))
            hold.place_names = ", ".join(
                f"{name} × {count}" if count > 1 else name
                for name, count in counts.items()
            )

    def _keep_until(self, until):
        """Set the end of these holds and of the places they still keep, in the current
        transaction; sooner or later than before."""
        self.flush_model()
        self.env["ticket.place"].flush_model()
        self.env.execute_query(
            SQL(
                """
        WITH kept AS MATERIALIZED (
             SELECT id FROM ticket_place
              WHERE hold_id = ANY(%(holds)s) AND state IN ('held', 'reserved')
           ORDER BY id FOR NO KEY UPDATE),
             moved AS (
             UPDATE ticket_place place SET held_until = %(until)s
               FROM kept WHERE place.id = kept.id RETURNING 1)
      UPDATE ticket_hold SET expires_at = %(until)s
       WHERE id = ANY(%(holds)s) RETURNING id""",
                holds=self.ids,
                until=until,
            )
        )
        self.env["ticket.place"].invalidate_model(["held_until"])
        self.invalidate_recordset(["expires_at"])

    def _free_places_moved(self):
        """Give the places of a moved reservation back, in the current transaction."""
        self._free_places(SQL("true"), "moved")
        self.write({"state": "released", "release_reason": "moved"})
