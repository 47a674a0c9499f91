from odoo import fields, models
from odoo.fields import Domain

#: Tickets that are named to a cashier; of more, the number is enough.
MOST_NAMED = 20


class PosSession(models.Model):
    """What of a shift is not finished: tickets on their way to paper, seats in carts."""

    _inherit = "pos.session"

    def _ticket_closing(self):
        """What a cashier is told before the shift is closed."""
        stuck = self._ticket_stuck_jobs()
        queued = self._ticket_jobs(Domain("state", "in", ("waiting", "sent"))) - stuck
        held = self._ticket_held_places()
        return {
            "blind": bool(self._ticket_is_blind()),
            "stuck": [
                {
                    "id": job.id,
                    "name": job.name,
                    "label": job.ticket_id.seat_label or "",
                    "uncertain": job.is_uncertain,
                    "error": job.error or "",
                }
                for job in stuck[:MOST_NAMED]
            ],
            "stuck_ids": stuck.ids,
            "queued": len(queued),
            "held": held,
            "printer": self._shift_printer().name or False,
        }

    def _ticket_jobs(self, condition):
        """Print jobs of this shift: printed in it, or of tickets sold in it."""
        return (
            self.env["ticket.print.job"]
            .sudo()
            .search(
                condition
                & (
                    Domain("pos_session_id", "in", self.ids)
                    | (
                        Domain("pos_session_id", "=", False)
                        & Domain(
                            "ticket_id.pos_order_line_id.order_id.session_id",
                            "in",
                            self.ids,
                        )
                    )
                ),
                order="id",
            )
        )

    def _ticket_stuck_jobs(self):
        """Jobs that will not come out by themselves, or may have come out."""
        return self._ticket_jobs(
            Domain("state", "=", "failed")
            | (
                Domain("state", "=", "waiting")
                & (
                    Domain("problem", "!=", False)
                    | Domain("printer_id.state", "=", "trouble")
                )
            )
        )

    def _ticket_held_places(self):
        """How many seats the carts of this till hold now."""
        return (
            self.env["ticket.place"]
            .sudo()
            .search_count(
                [
                    ("state", "=", "held"),
                    ("hold_id.state", "=", "active"),
                    ("hold_id.channel", "=", "pos"),
                    ("hold_id.reference", "in", self.config_id.mapped("name")),
                    ("hold_id.session_id.company_id", "in", self.company_id.ids),
                    ("hold_id.expires_at", ">", fields.Datetime.now()),
                ]
            )
        )
