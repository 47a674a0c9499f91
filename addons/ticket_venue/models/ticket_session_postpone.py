from odoo import fields, models
from odoo.exceptions import UserError

#: States in which a session may be put off or called off.
CHANGING_STATES = (
    "draft",
    "announced",
    "presale",
    "on_sale",
    "paused",
    "ended",
    "postponed",
)


class TicketSession(models.Model):
    """Sessions that do not take place as planned. Money is not moved here."""

    _inherit = "ticket.session"

    change_ids = fields.One2many(
        "ticket.session.change", "session_id", string="Changes"
    )
    notice = fields.Text(
        compute="_compute_notice",
        compute_sudo=True,
        help="What the public was told last about a change of the date.",
    )

    def _compute_notice(self):
        for session in self:
            session.notice = session.change_ids[:1].notice

    def action_postpone(self):
        return self._open_change("postpone")

    def action_cancel(self):
        return self._open_change("cancel")

    def _open_change(self, act):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Postpone")
            if act == "postpone"
            else self.env._("Cancel"),
            "res_model": "ticket.session.postpone",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_session_ids": self.ids, "default_act": act},
        }

    def _postpone(self, reason, notice=None, start=None):
        """Put sessions off, to another date or until one is known.

        The length, and how long before the start the sale ends, stay.

        :param start: the new start of the one session, UTC
        :return: the ``ticket.session.change`` records
        :raise UserError: a session is over or cancelled
        :raise ValidationError: the hall is taken on the new date
        """
        self._check_may_change()
        if not start:
            changes = self._record_change("postponed", reason, notice)
            self.write({"state": "postponed"})
            return changes
        self.ensure_one()
        changes = self._record_change("rescheduled", reason, notice, start)
        delta = start - self.start
        values = {"start": start, "end": self.end + delta}
        if self.sale_end:
            values["sale_end"] = self.sale_end + delta
        if self.state in ("postponed", "ended"):
            values["state"] = "announced"
        self.write(values)
        return changes

    def _cancel(self, reason, notice=None):
        """Call sessions off: nothing more is sold, tickets admit nobody.

        :return: the ``ticket.session.change`` records
        """
        self._check_may_change()
        changes = self._record_change("cancelled", reason, notice)
        self.write({"state": "cancelled"})
        return changes

    def _check_may_change(self):
        self.check_access("write")
        for session in self:
            if session.state not in CHANGING_STATES:
                raise UserError(
                    self.env._(
                        "%(session)s is over or cancelled; it cannot change any more.",
                        session=session.display_name,
                    )
                )

    def _record_change(self, kind, reason, notice, start=None):
        # sudo: the record is part of an act that was checked; nobody writes it by hand
        return (
            self.env["ticket.session.change"]
            .sudo()
            .create(
                [
                    {
                        "session_id": session.id,
                        "kind": kind,
                        "reason": reason,
                        "notice": notice,
                        "start_before": session.start,
                        "start_after": start,
                    }
                    for session in self
                ]
            )
        )
