import base64
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ticket_sale.tools import face_font, qr

from ..tools import delivery, escpos, printer_test_page

INCH = 25.4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class TicketPrinterTest(models.Model):
    """Somebody stands before a printer and finds out how far it can be trusted.

    The printer says how it is, prints a page and confirms it, or not; the person says
    what really came out. Both together give the verdict, which is kept.
    """

    _name = "ticket.printer.test"
    _description = "Printer Self-Test"
    _order = "id desc"
    _rec_name = "printer_id"
    _check_company_auto = True

    printer_id = fields.Many2one(
        "ticket.printer",
        required=True,
        readonly=True,
        check_company=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="printer_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Tested by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
        ondelete="restrict",
    )
    code = fields.Char(
        required=True, readonly=True, default=lambda self: self._default_code()
    )
    confirmation = fields.Selection(
        lambda self: self._selection_confirmation(),
        readonly=True,
        string="Confirmation Tried",
    )
    # what the printer said
    inspected_at = fields.Datetime(readonly=True)
    obstacles = fields.Char(readonly=True)
    is_paper_low = fields.Boolean(readonly=True)
    answer = fields.Char(string="Answer as It Came", readonly=True)
    condition = fields.Text(string="It Says", compute="_compute_condition")
    job_id = fields.Many2one(
        "ticket.print.job",
        string="Test Page",
        readonly=True,
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
    )
    job_state = fields.Selection(related="job_id.state", string="Page Is")
    job_error = fields.Char(related="job_id.error")
    # what the person saw
    came_out = fields.Selection(
        [("yes", "Yes"), ("no", "No, nothing"), ("half", "Only a part")],
        string="Did a page come out?",
    )
    edges = fields.Selection(
        [
            ("all", "All four"),
            ("side", "Left or right is cut off"),
            ("end", "The beginning or end is missing"),
        ],
        string="Which edges of the frame are there?",
    )
    quality = fields.Selection(
        [
            ("good", "Clear"),
            ("pale", "Too pale"),
            ("smeared", "Too dark, lines run together"),
            ("stripes", "White stripes"),
        ],
        string="How does it look?",
    )
    cut_result = fields.Selection(
        [
            ("yes", "Yes, at the right place"),
            ("wrong", "At the wrong place"),
            ("no", "No"),
            ("none", "It has no cutter"),
        ],
        string="Was it cut?",
    )
    drawer_result = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("none", "There is none")],
        string="Did the cash drawer open?",
    )
    scanned = fields.Char(
        string="Scan the page",
        help="Put the cursor here and scan the code, or type what is printed above it.",
    )
    scan_result = fields.Selection(
        [("waiting", "Not scanned"), ("good", "Read"), ("wrong", "Another code")],
        compute="_compute_scan_result",
    )
    state = fields.Selection(
        [("open", "Going on"), ("done", "Done")],
        required=True,
        readonly=True,
        default="open",
    )
    verdict = fields.Selection(
        [("good", "Good"), ("usable", "Usable"), ("failed", "Not Usable")],
        readonly=True,
    )
    advice = fields.Text(compute="_compute_advice")
    advised_confirmation = fields.Selection(
        lambda self: self._selection_confirmation(),
        compute="_compute_advised_confirmation",
    )

    @api.model
    def _default_code(self):
        return "TEST-" + "".join(secrets.choice(ALPHABET) for _digit in range(8))

    @api.model
    def _selection_confirmation(self):
        field = self.env["ticket.printer"]._fields["confirmation"]
        return field._description_selection(self.env)

    @api.depends("inspected_at", "obstacles", "is_paper_low")
    @api.depends_context("lang")
    def _compute_condition(self):
        for test in self:
            printer = test.sudo().printer_id
            if not test.inspected_at:
                test.condition = False
                continue
            codes = (test.obstacles or "").split(",") if test.obstacles else []
            words = [printer._explain(delivery.NotSent(code)) for code in codes]
            if test.is_paper_low:
                words.append(self.env._("The paper is running low."))
            if test.confirmation == "none" and not codes:
                words.append(self.env._("It is reached, but never asked."))
            test.condition = "\n".join(words or [self.env._("It is ready.")])

    @api.depends("scanned", "code")
    def _compute_scan_result(self):
        for test in self:
            read = (test.scanned or "").strip().upper().replace(" ", "")
            short = test.code.removeprefix("TEST-")
            test.scan_result = (
                "waiting"
                if not read
                else "good"
                if read in {test.code, short}
                else "wrong"
            )

    @api.depends("came_out", "job_state", "confirmation")
    def _compute_advised_confirmation(self):
        """The page came out and the printer did not confirm it: ask it for less."""
        weaker = {"process_id": "status", "status": "none"}
        for test in self:
            job = test.sudo().job_id
            unconfirmed = job.state == "failed" and job.problem == "unconfirmed"
            came_out = test.came_out == "yes"
            test.advised_confirmation = (
                weaker.get(test.confirmation, test.confirmation)
                if came_out and unconfirmed
                else test.confirmation
            )

    @api.depends(
        "came_out", "edges", "quality", "cut_result", "scan_result", "job_state",
        "advised_confirmation",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_advice(self):
        for test in self:
            test.advice = "\n".join(test._advice()) or False

    def _advice(self):
        """Return what to do about what the person saw."""
        self.ensure_one()
        advice = []
        if self.came_out in {"no", "half"} and self.job_state == "printed":
            advice.append(
                self.env._(
                    "The printer confirmed a page that did not come out whole. Its "
                    "confirmation is worth nothing: look at each ticket, or use "
                    "another printer."
                )
            )
        if self.advised_confirmation != self.confirmation:
            advice.append(
                self.env._(
                    "The page came out but was not confirmed. Set the confirmation to "
                    "“%(mode)s” and repeat the test.",
                    mode=self._label("advised_confirmation"),
                )
            )
        remedies = self._remedies()
        answers = ("edges", "quality", "cut_result", "drawer_result", "scan_result")
        found = (remedies.get(f"{name}:{self[name]}") for name in answers)
        return advice + [remedy for remedy in found if remedy]

    def _remedies(self):
        """Return what helps against each answer that is not good."""
        return {
            "edges:side": self.env._(
                "Lower the print width, or move the ticket to the right or left."
            ),
            "edges:end": self.env._(
                "Check the gap or black mark, and how far the ticket is moved down."
            ),
            "quality:pale": self.env._("Choose a darker print, or a slower speed."),
            "quality:smeared": self.env._("Choose a lighter print."),
            "quality:stripes": self.env._(
                "Clean the print head; if it stays, replace it."
            ),
            "cut_result:wrong": self.env._("Change the feed before the cut."),
            "cut_result:no": self.env._("Choose “No Cutter”, or check the cutter."),
            "drawer_result:no": self.env._(
                "Check the cable from the printer to the drawer."
            ),
            "scan_result:wrong": self.env._(
                "What was scanned is not on this page. Scan the page that just came out."
            ),
        }

    def _label(self, name):
        return dict(self._fields[name]._description_selection(self.env)).get(self[name])

    # --- steps --------------------------------------------------------------

    def action_inspect(self):
        """Ask the printer how it is."""
        self._check_open()
        printer_sudo = self.sudo().printer_id
        values = {
            "inspected_at": fields.Datetime.now(),
            "confirmation": printer_sudo.confirmation,
        }
        try:
            condition = printer_sudo._inspect()
        except delivery.NotSent as error:
            values |= {"obstacles": error.reason, "answer": error.detail}
            printer_sudo._report(error)
        else:
            values |= {
                "obstacles": ",".join(condition.obstacles),
                "is_paper_low": condition.paper_low,
                "answer": condition.answer,
            }
        self.write(values)
        return self._action_show()

    def action_print(self):
        """Queue the test page; the printer's own worker prints it."""
        self._check_open()
        if self.job_id and self.job_state in {"waiting", "sent"}:
            raise UserError(self.env._("The test page is still on its way."))
        payload = self.printer_id.sudo()._encode([self._page()])
        name = self.env._("Self-test %(printer)s", printer=self.printer_id.name)
        self.write(
            {
                "job_id": self._enqueue(name, payload).id,
                "confirmation": self.printer_id.confirmation,
                "came_out": False,
            }
        )
        return self._action_show()

    def action_open_drawer(self):
        """Let the printer open the cash drawer."""
        self._check_open()
        if self.printer_id.language != "escpos":
            raise UserError(self.env._("Only ESC/POS printers open a cash drawer."))
        name = self.env._("Cash drawer %(printer)s", printer=self.printer_id.name)
        self._enqueue(name, escpos.INITIALIZE + escpos.OPEN_DRAWER, sheets=0)
        return self._action_show()

    def action_refresh(self):
        return self._action_show()

    def action_use_advice(self):
        """Take over the confirmation that suits the printer."""
        self.ensure_one()
        self.printer_id.check_access("write")
        self.printer_id.confirmation = self.advised_confirmation
        self._check_open()
        self.write({"confirmation": self.advised_confirmation, "came_out": False})
        return self._action_show()

    def action_finish(self):
        """Keep the verdict on the printer."""
        self._check_open()
        if not self.came_out:
            raise UserError(self.env._("Say first whether a page came out."))
        self.write({"state": "done", "verdict": self._judge()})
        # Whoever tests may not set up printers, but the result belongs there.
        self.printer_id.sudo().write({"test_id": self.id})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _judge(self):
        is_broken = self.came_out != "yes" or self.scan_result == "wrong"
        trusted = self.job_state == "printed" and self.confirmation != "none"
        flaws = (
            self.edges in {"side", "end"}
            or self.quality in {"pale", "smeared", "stripes"}
            or self.cut_result in {"wrong", "no"}
            or self.scan_result == "waiting"
        )
        if is_broken:
            return "failed"
        return "good" if trusted and not flaws else "usable"

    def _check_open(self):
        self.ensure_one()
        self.check_access("write")
        self.printer_id.check_access("read")
        if self.state == "done":
            raise UserError(self.env._("This test is done. Begin a new one."))

    def _enqueue(self, name, payload, sheets=1):
        # The queue belongs to the system: whoever may print may test.
        job = (
            self.env["ticket.print.job"]
            .sudo()
            .create(
                {
                    "name": name,
                    "printer_id": self.printer_id.id,
                    "payload": base64.b64encode(payload),
                    "sheets": sheets,
                }
            )
        )
        self.printer_id._wake()
        return job

    def _page(self):
        """Draw the test page as large as the ticket of this printer."""
        printer = self.printer_id
        along = printer._raster_width() is None
        length = round((139.7 if along else 90) / INCH * printer.dpi)
        size = (length, printer.width_dots) if along else (printer.width_dots, length)
        return printer_test_page.draw(
            size,
            printer.dpi,
            qr.matrix(self.code),
            [
                face_font.drawable(printer.name),
                "Self-test 打印机自检",
                self.code,
                f"{printer.width_dots} dots, {printer.dpi} dpi, {printer.language}",
            ],
            str(face_font.path("sans", bold=False)),
        )

    def _action_show(self):
        """Show the wizard again, with what is known now."""
        return self._get_records_action(
            name=self.env._("Self-Test"),
            target="new",
            views=[
                (self.env.ref("ticket_pos.ticket_printer_test_view_dialog").id, "form")
            ],
        )
