from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import delivery, printer_lines
from . import print_worker

#: A printer that prints ticket after ticket is not noted as seen with each.
SEEN_EVERY = timedelta(seconds=30)


class TicketPrinter(models.Model):
    """A thermal printer that this server reaches."""

    _name = "ticket.printer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Ticket Printer"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
        index=True,
    )
    location = fields.Char(help="Where the printer stands, such as “Counter 3”.")
    kind = fields.Selection(
        [
            ("network", "Network (TCP)"),
            ("usb", "USB"),
            ("serial", "Serial Line"),
            ("file", "Device File"),
            ("cups", "Print Queue (CUPS)"),
        ],
        string="Connection",
        required=True,
        default="network",
        tracking=True,
    )
    host = fields.Char(string="Address", help="Host name or IP address.", tracking=True)
    port = fields.Integer(default=9100)
    device = fields.Char(
        help="USB: vendor and product, such as 04b8:0e15, and the serial number if two "
        "are alike, such as 04b8:0e15:J5ZG01. Serial line or device file: such as "
        "/dev/ttyS0 or /dev/usb/lp0. Print queue: its name."
    )
    baud = fields.Integer(string="Baud Rate", default=19200)
    flow = fields.Selection(
        [
            ("hardware", "DTR/DSR"),
            ("rts", "RTS/CTS"),
            ("xonxoff", "XON/XOFF"),
            ("none", "None"),
        ],
        string="Flow Control",
        required=True,
        default="hardware",
        help="As the printer's switches say. Without flow control a long ticket loses "
        "lines.",
    )
    width_dots = fields.Integer(
        string="Print Width",
        required=True,
        default=576,
        help="Dots across the head: 576 for 80 mm paper, 384 for 58 mm.",
    )
    dpi = fields.Integer(string="Dots per Inch", required=True, default=203)
    cut = fields.Selection(
        [("partial", "Partial Cut"), ("full", "Full Cut"), ("none", "No Cutter")],
        required=True,
        default="partial",
    )
    feed = fields.Integer(
        string="Feed before Cut", help="Dots beyond the cutter, at most 255."
    )
    confirmation = fields.Selection(
        [
            ("process_id", "Exact"),
            ("status", "Status"),
            ("none", "None: sent counts as printed"),
        ],
        required=True,
        default="process_id",
        tracking=True,
        help="How the printer tells that a job is on paper. Exact: it echoes the "
        "number of the job. Choose Status when every job of a good printer ends "
        "unconfirmed; the self-test finds out.",
    )
    confirm_seconds = fields.Integer(
        string="Wait for Confirmation", required=True, default=8
    )
    job_ids = fields.One2many("ticket.print.job", "printer_id", string="Jobs")
    waiting_count = fields.Integer(compute="_compute_counts")
    failed_count = fields.Integer(compute="_compute_counts")
    state = fields.Selection(
        [("unknown", "Not Tried"), ("ready", "Ready"), ("trouble", "Trouble")],
        required=True,
        readonly=True,
        default="unknown",
    )
    problem = fields.Char(readonly=True)
    problem_detail = fields.Char(readonly=True)
    trouble = fields.Char(compute="_compute_trouble")
    paper_low = fields.Boolean(readonly=True)
    seen_at = fields.Datetime(string="Last Seen", readonly=True)

    _width_whole_bytes = models.Constraint(
        "CHECK(width_dots > 0 AND width_dots % 8 = 0)",
        "The print width must be a multiple of 8 dots.",
    )
    _dpi_positive = models.Constraint(
        "CHECK(dpi > 0)", "The dots per inch must be above zero."
    )
    _feed_in_a_byte = models.Constraint(
        "CHECK(feed BETWEEN 0 AND 255)", "The feed must be 0 to 255 dots."
    )
    _confirm_positive = models.Constraint(
        "CHECK(confirm_seconds BETWEEN 1 AND 120)",
        "The wait for confirmation must be 1 to 120 seconds.",
    )

    @api.depends("job_ids.state")
    def _compute_counts(self):
        counts = {
            (printer, state): count
            for printer, state, count in self.env["ticket.print.job"]._read_group(
                [
                    ("printer_id", "in", self.ids),
                    ("state", "in", ("waiting", "failed")),
                ],
                ["printer_id", "state"],
                ["__count"],
            )
        }
        for printer in self:
            printer.waiting_count = counts.get((printer, "waiting"), 0)
            printer.failed_count = counts.get((printer, "failed"), 0)

    @api.depends("problem", "problem_detail")
    @api.depends_context("lang")
    def _compute_trouble(self):
        """In the words of whoever reads it, not of whoever printed."""
        for printer in self:
            error = printer.problem and delivery.NotSent(
                printer.problem, printer.problem_detail or ""
            )
            printer.trouble = printer._explain(error) if error else False

    @api.constrains("kind", "host", "port", "device")
    def _check_connection(self):
        for printer in self:
            if printer.kind == "network" and not (
                printer.host and 0 < printer.port < 65536
            ):
                raise ValidationError(
                    self.env._("Printer %(name)s needs an address.", name=printer.name)
                )
            if printer.kind == "network":
                continue
            if not printer.device:
                raise ValidationError(
                    self.env._("Printer %(name)s needs a device.", name=printer.name)
                )
            if not printer_lines.is_device(printer.kind, printer.device):
                raise ValidationError(
                    self.env._(
                        "%(device)s is no device of that kind. See the help of the "
                        "field for an example.",
                        device=printer.device,
                    )
                )

    def action_print_test(self):
        """Queue a test page on each printer."""
        self.check_access("read")
        jobs = self.env["ticket.print.job"]._enqueue_test(self)
        return jobs._action_open()

    def action_check(self):
        """Ask the printer how it is, without printing."""
        self.check_access("read")
        for printer in self:
            printer._check_now()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_jobs(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_print_job_action"
        )
        return action | {"domain": [("printer_id", "=", self.id)]}

    def _check_now(self):
        self.ensure_one()
        try:
            condition = self._inspect()
        except delivery.NotSent as error:
            self._report(error)
            return
        if condition.obstacles:
            self._report(delivery.NotSent(condition.obstacles[0]))
        else:
            self._report(delivery.Delivered(condition.paper_low))

    def _inspect(self):
        """Ask the printer how it is; see :func:`delivery.inspect`.

        Where another program talks to the printer, it is asked to look again, and what
        it saw last is the answer.
        """
        self.ensure_one()
        if not self._server_prints():
            self._check_now()
            seen = (self.problem,) if self.problem else ()
            return delivery.Condition(seen, self.paper_low)
        return delivery.inspect(self._connection())

    def _deliver(self, payload, number):
        """Send bytes to the printer; outcomes as :func:`delivery.deliver` tells."""
        self.ensure_one()
        return delivery.send(self._connection(), payload, number)

    def _connection(self):
        """Return how the printer is reached and asked, in plain values: whoever has
        them needs no database to print."""
        self.ensure_one()
        return {
            "kind": self.kind,
            "host": self.host or "",
            "port": self.port,
            "device": self.device or "",
            "baud": self.baud,
            "flow": self.flow,
            "language": self.language,
            "confirmation": self.confirmation,
            "seconds": self.confirm_seconds,
        }

    def _report(self, outcome):
        """Keep what the printer was last heard to say."""
        good = isinstance(outcome, delivery.Delivered)
        news = {
            "state": "ready" if good else "trouble",
            "problem": False if good else outcome.reason,
            "problem_detail": False if good else outcome.detail or False,
            "paper_low": good and outcome.paper_low,
        }
        # A printer that stays as it is, is asked again and again: that is no news.
        is_news = any(self[name] != value for name, value in news.items())
        now = fields.Datetime.now()
        if good and (is_news or not self.seen_at or now - self.seen_at > SEEN_EVERY):
            news["seen_at"], is_news = now, True
        if is_news:
            # Cashiers print, but only managers change printers.
            self.sudo().with_context(tracking_disable=True).write(news)

    def _explain(self, error):
        """Return in words what kept a job from being printed."""
        explanations = {
            "unreachable": self.env._("The printer cannot be reached."),
            "silent": self.env._("The printer does not answer. Is its cover open?"),
            "cover_open": self.env._("The cover is open."),
            "paper_end": self.env._("The paper has run out."),
            "paper_jam": self.env._("The paper is jammed."),
            "ribbon_end": self.env._("The ribbon has run out."),
            "cutter": self.env._("The cutter is jammed."),
            "overheated": self.env._("The print head is too hot. Wait a little."),
            "paused": self.env._("The printer is paused: press its pause key."),
            "busy": self.env._("The printer is busy."),
            "rejected": self.env._("The printer refused the ticket."),
            "refused": self.env._("The print system refused the job."),
            "unrecoverable": self.env._("The printer needs to be switched off and on."),
            "offline": self.env._("The printer is offline."),
            "unconfirmed": self.env._("The printer did not confirm the job."),
            "interrupted": self.env._("The connection broke while sending."),
            "crashed": self.env._("The server stopped while sending."),
        }
        text = explanations.get(error.reason, error.reason)
        if error.detail in explanations:
            return f"{text} {explanations[error.detail]}"
        return f"{text} ({error.detail})" if error.detail else text

    def _wake(self, **options):
        """Print what waits, once the current transaction is committed."""
        for printer_id in self.ids:
            self.env.cr.postcommit.add(
                partial(print_worker.wake, self.env.cr.dbname, printer_id, **options)
            )
