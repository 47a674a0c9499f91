from markupsafe import Markup

from odoo import api, fields, models

from ..tools import admission, scanning


class TicketGateTrial(models.TransientModel):
    """Tells what a lane would say to a ticket, and why, rule by rule. Nothing is
    counted and no scan is kept."""

    _name = "ticket.gate.trial"
    _description = "Test a Ticket at a Lane"

    gate_id = fields.Many2one("ticket.gate", required=True, ondelete="cascade")
    code = fields.Char(
        string="Ticket or Pass", help="The number, or scan the code into this field."
    )
    direction = fields.Selection(
        [("in", "In"), ("out", "Out")], required=True, default="in"
    )
    count = fields.Integer(string="Persons", required=True, default=1)
    moment = fields.Datetime(
        string="At", required=True, default=lambda self: fields.Datetime.now()
    )
    is_admitted = fields.Boolean(compute="_compute_answer")
    answer = fields.Char(compute="_compute_answer")
    who = fields.Char(string="Ticket", compute="_compute_answer")
    why = fields.Html(compute="_compute_answer", sanitize=False)

    @api.depends("gate_id", "code", "direction", "count", "moment")
    @api.depends_context("lang")
    def _compute_answer(self):
        for trial in self:
            trial.is_admitted, trial.answer, trial.who, trial.why = trial._try()

    def _try(self):
        """Return whether the lane lets in, its sentence, the ticket, and each rule's."""
        if not (self.code and self.gate_id and self.moment):
            return False, False, False, False
        self.gate_id.check_access("read")
        scans_sudo = self.env["ticket.scan"].sudo()  # asks as a lane does, no user
        settings = self.env["ticket.gate"]._settings(self.gate_id._origin.id)
        scan = scanning.Scan(0, settings, self._request(), self.env.lang or "en_US")
        self.env.flush_all()
        with self.env.cr.savepoint(flush=False) as savepoint:
            read, ticket = scans_sudo._look_up(scan)
            decision = scans_sudo._decide(scan, read, ticket)
            words = scans_sudo._message(scan, ticket, decision)
            summary = ticket and ticket.summary(scan.lang, ticket.facts.admitted)
            savepoint.rollback()  # the row is not kept from the gates
        return decision.admit, words, _in_words(summary), self._rules(scan, ticket)

    def _request(self):
        return scanning.ScanRequest(
            code=self.code,
            scan_id="trial",
            direction=self.direction,
            count=min(max(self.count, 1), scanning.MOST_PERSONS),
            scanned_at=self.moment,
            received_at=self.moment,
        )

    def _rules(self, scan, ticket):
        """Return what each rule of the lane's group says, as a list."""
        if not ticket:
            return False
        lines = Markup()
        for rule in self.gate_id.group_id.rule_ids:
            [pure] = rule._admission_rules()
            lane = admission.Lane((pure,), offset=scan.settings.lane.offset)
            decision = admission.decide(
                ticket.facts,
                lane,
                scan.request.direction,
                scan.request.count,
                scan.request.unix_time(),
            )
            scans_sudo = self.env["ticket.scan"].sudo()
            lines += Markup("<li>%s %s<br/><span class='text-muted'>%s</span></li>") % (
                "✓" if decision.admit else "✗",
                rule.words,
                scans_sudo._message(scan, ticket, decision),
            )
        return Markup("<ul class='list-unstyled mb-0'>%s</ul>") % lines


def _in_words(summary):
    if not summary:
        return False
    parts = (summary["type"], summary["session"], summary["place"], summary["holder"])
    return " · ".join(filter(None, parts))
