from odoo import Command, fields, models
from odoo.tools import SQL

from .ticket_session_revision import MOVING_STATES


class TicketSeatMap(models.Model):
    """Price zones are painted on every revision of a drawing; a new one starts with
    the zones of the revision it was made from."""

    _inherit = "ticket.seat.map"

    movable_count = fields.Integer(
        string="Sessions to Move", compute="_compute_movable_count"
    )

    def _make_revision(self):
        revision = super()._make_revision()
        self._carry_painting(revision)
        return revision

    def _carry_painting(self, target, plan=None):
        """Paint the same seats and sections of ``target`` in the same zones, with the
        rights of whoever may draw: nothing gets another price by it.

        :param plan: only the zones of this price plan
        """
        self.ensure_one()
        self.env.flush_all()
        zones = SQL(
            """SELECT zone.id FROM ticket_zone zone
                 JOIN ticket_price_plan plan ON plan.id = zone.plan_id
                 JOIN ticket_seat_map map ON map.id = plan.seat_map_id
                WHERE map.drawing_id = %s %s""",
            self.drawing_id.id,
            SQL("AND plan.id = %s", plan.id) if plan else SQL(),
        )
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_zone_seat_rel (zone_id, seat_id)
                   SELECT rel.zone_id, new.id
                     FROM ticket_zone_seat_rel rel
                     JOIN ticket_seat old ON old.id = rel.seat_id
                      AND old.seat_map_id = %(source)s
                     JOIN ticket_seat new ON new.key = old.key
                      AND new.seat_map_id = %(target)s
                    WHERE rel.zone_id IN (%(zones)s)
              ON CONFLICT DO NOTHING RETURNING seat_id""",
                source=self.id,
                target=target.id,
                zones=zones,
            )
        )
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_zone_section_rel (zone_id, section_id)
                   SELECT rel.zone_id, pair.target
                     FROM ticket_zone_section_rel rel
                     JOIN (%(pairs)s) AS pair ON pair.source = rel.section_id
                    WHERE rel.zone_id IN (%(zones)s)
              ON CONFLICT DO NOTHING RETURNING section_id""",
                pairs=self.env["ticket.seat.section"]._pairs(self, target),
                zones=zones,
            )
        )
        self.env["ticket.zone"].invalidate_model(["seat_ids", "section_ids"])
        self.env["ticket.cached.mixin"]._forget()  # zones are kept in memory

    # --- sessions follow ------------------------------------------------------------

    def _compute_movable_count(self):
        for seat_map in self:
            seat_map.movable_count = len(seat_map._movable_sessions())

    def _movable_sessions(self):
        """Sessions still to come that are on another revision of this drawing."""
        self.ensure_one()
        return self.env["ticket.session"].search(
            [
                ("seat_map_id", "in", (self.edition_ids - self).ids),
                ("state", "in", MOVING_STATES),
            ]
        )

    def action_move_sessions(self):
        """Look at what moving sessions to this revision would do."""
        self.ensure_one()
        return self._open_move(self._movable_sessions())

    def _open_move(self, sessions):
        self.check_access("read")
        move = self.env["ticket.revision.move"].create(
            {
                "seat_map_id": self.id,
                "line_ids": [
                    Command.create({"session_id": session.id}) for session in sessions
                ],
            }
        )
        return move._open()
