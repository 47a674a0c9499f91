import base64
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import seat_import

_logger = logging.getLogger(__name__)

#: How far an import is when it begins each step, of a hundred.
PROGRESS = {
    "waiting": 0,
    "reading": 10,
    "writing": 40,
    "done": 100,
    "failed": 100,
    "cancelled": 100,
}
#: A job that was cut short so often is not tried again.
MAX_ATTEMPTS = 3


class TicketSeatImportJob(models.Model):
    """A large seat file, imported in the background: one transaction, or nothing."""

    _name = "ticket.seat.import.job"
    _description = "Seat Import in the Background"
    _order = "id desc"
    _rec_name = "file_name"

    seat_map_id = fields.Many2one(
        "ticket.seat.map", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="seat_map_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        string="Started By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    file = fields.Binary(string="Content", readonly=True)
    file_name = fields.Char(string="File", readonly=True)
    zones_file = fields.Binary(readonly=True)
    options = fields.Json(readonly=True)
    map_revision = fields.Integer(readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("reading", "Reading the File"),
            ("writing", "Writing the Seats"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    progress = fields.Integer(compute="_compute_progress")
    attempts = fields.Integer(readonly=True)
    message = fields.Text(string="Result", readonly=True)

    @api.depends("state")
    def _compute_progress(self):
        for job in self:
            job.progress = PROGRESS[job.state]

    def action_cancel(self):
        """A job that has not begun is forgotten."""
        self.seat_map_id.check_access("write")
        jobs_sudo = self.sudo()  # who may write the map may stop its imports
        jobs_sudo.lock_for_update()
        if any(job.state != "waiting" for job in jobs_sudo):
            raise UserError(
                self.env._("This import has begun and cannot be cancelled any more.")
            )
        jobs_sudo.write({"state": "cancelled", "file": False, "zones_file": False})

    @api.model
    def _start(self, values):
        """Queue an import and wake the job that does it."""
        job = self.sudo().create({**values, "user_id": self.env.uid})
        self.env.ref("ticket_venue.ir_cron_seat_import").sudo()._trigger()
        return job.sudo(False)

    @api.model
    def _cron_run(self):
        """One import a call. One that was cut short is begun again: nothing of it was
        written."""
        todo = [("state", "in", ("waiting", "reading", "writing"))]
        job = self.search(todo, limit=1, order="id").try_lock_for_update()
        if job:
            job._run()
        left = self.search_count(todo)
        self.env["ir.cron"]._commit_progress(len(job), remaining=left)

    def _run(self):
        self.ensure_one()
        if self.attempts >= MAX_ATTEMPTS:
            self._end("failed", self.env._("The import was cut short several times."))
            return
        self.attempts += 1
        self._step("reading")
        worker = self.with_user(self.user_id).with_context(lang=self.user_id.lang)
        worker = worker.with_company(self.company_id)
        try:
            plan = worker._read_plan(self)
            self._step("writing")
            with self.env.cr.savepoint():
                message = worker._import_plan(plan, self)
        except (UserError, AccessError) as error:
            self._end("failed", str(error))
        except Exception:
            _logger.exception("Import %s of seat map %s", self.id, self.seat_map_id.id)
            self._end(
                "failed", worker.env._("The import failed; nothing was imported.")
            )
        else:
            self._end("done", message)

    def _read_plan(self, job):
        """With the rights of the user.

        :param job: this job, with the rights of the cron
        :raise UserError: the file is refused
        """
        self.seat_map_id.check_access("write")
        try:
            return seat_import.parse(
                base64.b64decode(job.file or b""),
                base64.b64decode(job.zones_file) if job.zones_file else None,
                columns=job.options.get("columns"),
                titles=job.options.get("titles", True),
                kinds=self.seat_map_id._kind_words(),
            )
        except seat_import.SeatFileError as error:
            problems = self.env["ticket.seat.map.import"]._say(error.problems)
            raise UserError(problems) from error

    def _import_plan(self, plan, job):
        """With the rights of the user, in one transaction.

        :return: what was imported, in words
        """
        seat_map = self.seat_map_id
        seat_map.check_access("write")
        seat_map._check_draft()
        if job.map_revision != seat_map.revision:
            raise UserError(
                self.env._(
                    "The seat map was changed meanwhile; nothing was imported. Choose "
                    "the file again and look at the changes."
                )
            )
        keep_missing = job.options.get("keep_missing", False)
        diff = seat_map._import_plan(
            plan, keep_missing=keep_missing, file_name=job.file_name
        )
        return seat_map._say_imported(plan, diff, keep_missing, job.file_name)

    def _step(self, state):
        """Others see from now how far it is."""
        self.state = state
        self.env["ir.cron"]._commit_progress()

    def _end(self, state, message):
        self.write(
            {"state": state, "message": message, "file": False, "zones_file": False}
        )
        user = self.user_id
        self.env["bus.bus"]._sendone(
            user.partner_id,
            "simple_notification",
            {
                "title": self.seat_map_id.with_context(lang=user.lang).name,
                "message": message,
                "type": "success" if state == "done" else "danger",
                "sticky": True,
            },
        )

    @api.autovacuum
    def _gc_jobs(self):
        """What was done a month ago is told in the map's history."""
        month = fields.Datetime.subtract(self.env.cr.now(), months=1)
        old = self.search(
            [
                ("state", "in", ("done", "failed", "cancelled")),
                ("write_date", "<", month),
            ],
            limit=1000,
        )
        old.unlink()
