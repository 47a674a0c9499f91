from datetime import timedelta

from odoo import api, fields, models

from ..models.ticket_session_hall import HallTime


class TicketSessionRepeatLine(models.TransientModel):
    _name = "ticket.session.repeat.line"
    _description = "Session of a Run"
    _order = "start, id"

    repeat_id = fields.Many2one(
        "ticket.session.repeat", required=True, ondelete="cascade"
    )
    start = fields.Datetime(required=True)
    end = fields.Datetime(compute="_compute_end")
    shifted = fields.Boolean()
    when = fields.Char(compute="_compute_when", string="Starts")
    selected = fields.Boolean(
        string="Create", compute="_compute_selected", store=True, readonly=False
    )
    clash = fields.Char(compute="_compute_clash", string="Conflict")
    remark = fields.Char(compute="_compute_when")

    @api.depends("start", "repeat_id.show_id")
    def _compute_end(self):
        for line in self:
            minutes = line.repeat_id.show_id.duration or 120
            line.end = line.start and line.start + timedelta(minutes=minutes)

    @api.depends("start", "shifted", "repeat_id.tz")
    @api.depends_context("lang")
    def _compute_when(self):
        now = fields.Datetime.now()
        say = self.env["ticket.session"]._say_moment
        for line in self:
            line.when = line.start and say(line.start, line.repeat_id.tz)
            line.remark = False
            if line.shifted:
                line.remark = self.env._("The clock is put forward in this hour.")
            elif line.start and line.start < now:
                line.remark = self.env._("This is in the past.")

    @api.depends("clash", "start")
    def _compute_selected(self):
        now = fields.Datetime.now()
        for line in self:
            line.selected = bool(line.start and not line.clash and line.start >= now)

    @api.depends("start", "end", "repeat_id.hall_id")
    def _compute_clash(self):
        """The hall may be taken already, or by the last session of the run before."""
        self.clash = False
        for run, lines in self.grouped("repeat_id").items():
            lines = lines.filtered("start").sorted("start")
            setup, clearing = run._turnaround()
            taken = lines._find_taken(setup, clearing)
            last = None
            for line in lines:
                if line.id in taken:
                    line.clash = self.env._(
                        "Taken by %(session)s", session=taken[line.id]
                    )
                elif last and line.start < last + setup + clearing:
                    line.clash = self.env._("Too soon after the session before it")
                else:
                    last = line.end

    def _find_taken(self, setup, clearing):
        """{line id: the name of the session in its way}"""
        wanted = [
            HallTime(
                line.repeat_id.hall_id._origin.id,
                line.start - setup,
                line.end + clearing,
            )
            for line in self
        ]
        return {
            self[index].id: sessions[0].display_name
            for index, sessions in self.env["ticket.session"]
            ._hall_clashes(wanted)
            .items()
        }
