from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketRevisionMove(models.TransientModel):
    """Sessions move to a revision of their seat map: first what it would do to each,
    then one act that is done whole or not at all."""

    _name = "ticket.revision.move"
    _description = "Move Sessions to a Revision"

    seat_map_id = fields.Many2one(
        "ticket.seat.map", string="To Revision", required=True, readonly=True
    )
    line_ids = fields.One2many("ticket.revision.move.line", "move_id")
    renumber = fields.Boolean(
        string="Rename Taken Places",
        help="Tickets of these places say the new seat from now on; what is printed "
        "already does not.",
    )
    chosen_count = fields.Integer(compute="_compute_counts")
    refused_count = fields.Integer(compute="_compute_counts")
    renumbered_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.chosen", "line_ids.verdict")
    def _compute_counts(self):
        for move in self:
            chosen = move.line_ids.filtered("chosen")
            verdicts = chosen.mapped("verdict")
            move.chosen_count = len(chosen)
            move.refused_count = verdicts.count("refused")
            move.renumbered_count = sum(chosen.mapped("renumbered_count"))

    def action_move(self):
        """Move the chosen sessions, all of them or none."""
        self.ensure_one()
        sessions = self.line_ids.filtered("chosen").session_id
        if not sessions:
            raise UserError(self.env._("Choose at least one session."))
        self._check_series(sessions)
        sessions._move_to_revision(self.seat_map_id, renumber=self.renumber)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(count)s sessions are on %(map)s now.",
                    count=len(sessions),
                    map=self.seat_map_id.display_name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_series(self, sessions):
        """A series keeps one seat over its sessions, so they are on one revision.

        :raise UserError: some sessions of a series are not among the chosen ones
        """
        series = self.env["ticket.package"].search(
            [("kind", "=", "series"), ("line_ids.session_id", "in", sessions.ids)]
        )
        for package in series:
            left = package._sessions().filtered(
                lambda session: (
                    session not in sessions and session.seat_map_id != self.seat_map_id
                )
            )
            if left:
                raise UserError(
                    self.env._(
                        "“%(package)s” has the same seat in each of its sessions. Move "
                        "%(sessions)s together with the others.",
                        package=package.name,
                        sessions=", ".join(left.mapped("display_name")),
                    )
                )

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Move Sessions to %(map)s", map=self.seat_map_id.display_name
            ),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
