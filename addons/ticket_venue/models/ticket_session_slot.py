from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import timetable


class TicketSession(models.Model):
    """A session that is one time slot of many."""

    _inherit = "ticket.session"

    slot_plan_id = fields.Many2one(
        "ticket.slot.plan",
        string="Time Slots",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    slot_capacity = fields.Integer(
        string="Slot Places", readonly=True, help="How many are let in with this slot."
    )
    slot_time = fields.Char(compute="_compute_slot_time", string="Slot")

    _slot_uniq = models.UniqueIndex(
        "(slot_plan_id, start) WHERE slot_plan_id IS NOT NULL",
        "This slot is there already.",
    )

    @api.depends("start", "end", "tz")
    def _compute_slot_time(self):
        for session in self:
            session.slot_time = session.start and "–".join(
                f"{timetable.to_local(moment, session.tz or 'UTC'):%H:%M}"
                for moment in (session.start, session.end)
            )

    def _set_slot_capacity(self, capacity):
        """Let in more or fewer people with these slots; ticket_sale changes the places.

        :raise UserError: one is no slot, or the number is not above zero
        """
        self.check_access("write")
        if capacity < 1:
            raise UserError(self.env._("A slot has at least one place."))
        if strange := self.filtered(lambda session: not session.slot_plan_id)[:1]:
            raise UserError(
                self.env._(
                    "%(session)s is no time slot; its seat map says how many come in.",
                    session=strange.display_name,
                )
            )
        self.write({"slot_capacity": capacity})
