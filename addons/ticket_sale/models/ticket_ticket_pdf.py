from odoo import models
from odoo.exceptions import UserError

from ..tools.face_sheet import Ticket, to_pdf

#: More tickets than that are printed by a printer's queue, not downloaded.
MOST_IN_A_FILE = 500


class TicketTicket(models.Model):
    """E-tickets as a file: a page each, or on sheets of paper."""

    _inherit = "ticket.ticket"

    def action_pdf(self):
        """Download the e-tickets, each on a page of its own."""
        return self._pdf_action()

    def action_pdf_sheets(self):
        """Download the e-tickets on A4 sheets, as many on each as fit."""
        return self._pdf_action("a4")

    def _pdf_action(self, paper=""):
        live = self.filtered(lambda ticket: ticket.state in ("valid", "used"))
        if not live:
            raise UserError(self.env._("None of these tickets is valid."))
        if len(live) > MOST_IN_A_FILE:
            raise UserError(
                self.env._(
                    "Choose at most %(count)s tickets for one file.",
                    count=MOST_IN_A_FILE,
                )
            )
        ids = ",".join(map(str, live.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/ticket/tickets.pdf?ids={ids}&paper={paper}",
            "target": "download",
        }

    def _for_file(self):
        """Those of these tickets that may be given out as a file."""
        return self.filtered(lambda ticket: ticket._static_code_allowed("pdf"))

    def _pdf(self, paper=""):
        """Return the e-tickets as one PDF, in the order of the records.

        :param paper: see ``face_sheet.PAPERS``
        :raise UserError: they are shown on a phone only
        """
        # Callers have checked who asks; a face reads what the holder may see anyway.
        tickets_sudo = self.sudo()._for_file()
        if not tickets_sudo:
            raise UserError(
                self.env._(
                    "The code of this ticket changes all the time: show it on a phone."
                )
            )
        by_face = self.env["ticket.face"]._by_ticket(tickets_sudo, "pdf")
        pages = {}
        for face, same_face in by_face.items():
            pages.update(zip(same_face, face._layouts(same_face), strict=True))
        first = tickets_sudo[0]
        lang = first._face_lang()
        return to_pdf(
            [Ticket(pages[one], one._code_in_words(lang)) for one in tickets_sudo],
            paper=paper,
            title=tickets_sudo.with_context(lang=lang)._file_title(),
            author=first.company_id.name,
            lang=lang,
        )

    def _code_in_words(self, lang):
        return self.with_context(lang=lang).env._(
            "QR code of ticket %(number)s", number=self.display_name
        )

    def _file_title(self):
        """What these tickets are for, and of which order."""
        names = self.show_id.mapped("name")
        return " · ".join(
            dict.fromkeys([", ".join(names), self[0]._face_order()])
        ).strip(" ·")

    def _file_name(self):
        """The name of the file, without extension: plain characters, nobody's name."""
        orders = self.order_id
        return orders.name if len(orders) == 1 and len(self) > 1 else self[0].number
