from odoo import api, fields, models, tools
from odoo.tools.translate import code_translations

from ..tools.seat_words import SeatWords
from .ticket_gate_device import LANGUAGES

#: As ``ticket.seat._label`` says them, the longer first.
FORMS = ("%(section)s · Row %(row)s · Seat %(number)s", "%(section)s · Seat %(number)s")


class TicketScan(models.Model):
    """Seats in the language of whoever is at the gate, not of whoever bought the ticket."""

    _inherit = "ticket.scan"

    place_here = fields.Char(
        string="Seat or Area",
        compute="_compute_place_here",
        help="In your language. The ticket may say it in another one.",
    )

    @api.depends("place", "session_id")
    @api.depends_context("lang")
    def _compute_place_here(self):
        for scan in self:
            venue_id = scan.sudo().session_id.venue_id.id
            words = self._seat_words(venue_id, self.env.lang or "en_US")
            scan.place_here = words.retell(scan.place)

    @api.model
    @tools.ormcache("venue_id", "lang")
    def _seat_words(self, venue_id, lang):
        """Return the :class:`SeatWords` of a venue, from memory until a name changes."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        sections_sudo = self.env["ticket.seat.section"].sudo()
        sections_sudo = sections_sudo.with_context(active_test=False).search(
            [("seat_map_id.hall_id.venue_id", "=", venue_id)]
        )
        # A language that is not installed has no names of its own.
        spoken = lang if lang in installed else None
        here = {one.id: one.name for one in sections_sudo.with_context(lang=spoken)}
        return SeatWords(
            tuple((said, _form(form, lang)) for form in FORMS for said in _said(form)),
            {
                one.name: here[one.id]
                for code in installed
                for one in sections_sudo.with_context(lang=code)
            },
        )


class TicketScanConflict(models.Model):
    _inherit = "ticket.scan.conflict"

    place_here = fields.Char(string="Seat or Area", related="scan_id.place_here")


class TicketSeatSection(models.Model):
    _name = "ticket.seat.section"
    _inherit = ["ticket.seat.section", "ticket.gate.words.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        sections = super().create(vals_list)
        self.env["ticket.cached.mixin"]._forget()
        return sections


def _said(form):
    """The form in every language that tickets speak."""
    return dict.fromkeys(_form(form, code) for code, _name in LANGUAGES)


def _form(form, lang):
    terms = code_translations.get_python_translations("ticket_venue", lang)
    return terms.get(form) or form
