from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from odoo.addons.ticket_sale.tools import face_font

from ..tools.shift_document import Document
from ..tools.shift_pdf import to_pdf
from ..tools.shift_slip import draw

MOST_SHIFTS = 500


class PosSession(models.Model):
    """The report of a shift, or of many: one document, drawn on a page of the till, in
    the back office, as a PDF and as a slip."""

    _inherit = "pos.session"

    ticket_report_html = fields.Html(
        string="Report", compute="_compute_ticket_report_html", sanitize=False
    )

    @api.depends_context("lang", "tz", "uid")
    def _compute_ticket_report_html(self):
        for session in self:
            session.ticket_report_html = self.env["ir.qweb"]._render(
                "ticket_pos.shift_report_page",
                {"document": session._shift_document().as_dict()},
            )

    # --- what people ask --------------------------------------------------------

    def ticket_shift_report(self):
        """The report as a till shows it, with what can be done with it there."""
        self._check_shift_report()
        return self._shift_document().as_dict() | {
            "id": self.id,
            "pdf": self._shift_url(),
            "printer": self._shift_printer().name or False,
        }

    def ticket_shift_print(self):
        """Queue the slip on the ticket printer of the till."""
        self._check_shift_report()
        printer_sudo = self._shift_printer()
        if not printer_sudo:
            raise UserError(
                self.env._(
                    "The slip needs a printer with an endless roll. Take the PDF, or "
                    "the receipt printer."
                )
            )
        self.env["ticket.print.job"]._enqueue_slip(self, printer_sudo)
        return True

    def _shift_printer(self):
        """The ticket printer of the till, with sudo, if slips fit its paper."""
        return self.config_id.sudo().ticket_printer_id.filtered(
            lambda printer: printer.media == "roll"
        )

    def action_shift_pdf(self):
        """The PDF of the chosen shifts."""
        self._check_shift_report()
        return {"type": "ir.actions.act_url", "url": self._shift_url(), "target": "new"}

    def action_shift_rows(self):
        """The shift's lines, payments and moves, to be turned about."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_shift_report_action"
        )
        return action | {
            "domain": [("pos_session_id", "in", self.ids)],
            "context": {"group_by": ["kind"]},
        }

    def _shift_url(self):
        return f"/ticket/shifts.pdf?ids={','.join(map(str, self.ids))}"

    def _check_shift_report(self):
        """Cashiers see shifts in which they worked; supervisors and finance see all.

        :raise AccessError: the user may not see one of these
        """
        self.check_access("read")
        user = self.env.user
        if user.has_group("ticket_sale.group_ticket_supervisor") or user.has_group(
            "ticket_sale.group_ticket_finance"
        ):
            return
        own = user.has_group("ticket_sale.group_ticket_cashier") and all(
            session.user_id == user
            or session.state != "closed"
            or user in session.sudo().order_ids.user_id
            for session in self
        )
        if not own:
            raise AccessError(
                self.env._("You see the reports of the shifts that you worked in.")
            )

    # --- the document -----------------------------------------------------------

    def _shift_document(self):
        """:raise UserError: the shifts have no common currency, or are too many"""
        if len(self.config_id.currency_id) != 1 or len(self) > MOST_SHIFTS:
            raise UserError(
                self.env._("Choose shifts of one currency, at most %s.", MOST_SHIFTS)
            )
        one = len(self) == 1
        return Document(
            title=self.env._("Shift report") if one else self.env._("Report of shifts"),
            subtitle=f"{self.company_id.name} · {self._shift_name()}",
            facts=tuple(self._shift_facts()),
            sections=tuple(self._shift_parts()),
            alerts=tuple(self._shift_alerts()),
            made=self.env._(
                "%(user)s, %(time)s",
                user=self.env.user.name,
                time=self._shift_time(fields.Datetime.now()),
            ),
            signatures=(self.env._("Cashier"), self.env._("Supervisor")) if one else (),
        )

    def _shift_name(self):
        if len(self) == 1:
            return f"{self.config_id.name} · {self.name}"
        return self.env._(
            "%(count)s shifts of %(tills)s",
            count=len(self),
            tills=", ".join(self.config_id.mapped("name")),
        )

    def _shift_time(self, moment):
        return format_datetime(self.env, moment, dt_format="short") if moment else "–"

    def _shift_facts(self):
        starts = self.filtered("start_at").mapped("start_at")
        ends = self.filtered("stop_at").mapped("stop_at")
        orders = self.sudo().order_ids.filtered(lambda o: o.state in ("paid", "done"))
        facts = [
            (self.env._("Opened"), self._shift_time(min(starts, default=False))),
            (self.env._("Opened by"), ", ".join(self.user_id.mapped("name"))),
            (self.env._("Orders"), str(len(orders))),
        ]
        if all(session.state == "closed" for session in self):
            facts += [
                (self.env._("Closed on"), self._shift_time(max(ends, default=False))),
                (
                    self.env._("Closed by"),
                    ", ".join(self.sudo().ticket_closed_by_id.mapped("name")),
                ),
            ]
        else:
            facts.append((self.env._("Closed on"), self.env._("Not yet")))
        notes = " / ".join(filter(None, self.mapped("closing_notes")))
        return [*facts, (self.env._("Note"), notes[:300])] if notes else facts

    def _shift_alerts(self):
        alerts = []
        if any(session.state != "closed" for session in self):
            alerts.append(self.env._("Still open: these figures go on growing."))
        if any(session._ticket_is_blind() for session in self):
            alerts.append(
                self.env._("This till counts blindly: amounts are told after closing.")
            )
        if stuck := self._ticket_stuck_jobs():
            alerts.append(self.env._("%s tickets may not be on paper.", len(stuck)))
        open_shifts = self.filtered(lambda session: session.state != "closed")
        if open_shifts and (held := open_shifts._ticket_held_places()):
            alerts.append(self.env._("%s seats are still held in carts.", held))
        return alerts

    def _shift_pdf(self):
        fonts = tuple(face_font.registered_name("sans", bold) for bold in (False, True))
        document = self._shift_document().with_texts(face_font.drawable)
        return to_pdf(document, fonts, lang=self.env.lang or "en")

    def _shift_slip(self, width, dpi):
        """The picture of the report for a roll of paper, ``width`` dots wide."""
        fonts = tuple(str(face_font.path("sans", bold)) for bold in (False, True))
        document = self._shift_document().with_texts(face_font.drawable)
        return draw(document, width, dpi, fonts)
