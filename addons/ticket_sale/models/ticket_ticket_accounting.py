from odoo import api, fields, models

from ..tools.allocate import allocate
from .ticket_ticket import LIVE_STATES


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    company_currency_id = fields.Many2one(
        related="company_id.currency_id",
        string="Company Currency",
        # one by one: of tickets that are being made the next has no company yet
        recursive=True,
    )
    advance_amount = fields.Monetary(
        string="Worth in the Books",
        currency_field="company_currency_id",
        compute="_compute_advance_amount",
        store=True,
        precompute=True,
        help="Untaxed worth in company currency: exactly what this ticket put on the "
        "advance ticket sales account.",
    )
    booked = fields.Boolean(
        string="In the Books",
        readonly=True,
        copy=False,
        help="The invoice, till closing or wallet charge with this ticket is posted. "
        "A refunded ticket stays in the books until its credit is posted.",
    )

    _unbooked_index = models.Index(
        "(company_id) WHERE booked IS NOT TRUE AND state IN ('valid', 'used')"
    )

    @api.depends("net_amount", "currency_id", "company_id")
    def _compute_advance_amount(self):
        for ticket in self:
            company = ticket.company_id
            ticket.advance_amount = ticket.currency_id._convert(
                ticket.net_amount,
                company.currency_id,
                company,
                ticket.issued_at or fields.Date.context_today(ticket),
            )

    def _void(self, state, reason, force=False):
        """What was income of a played session already is taken out of it again."""
        voided = super()._void(state, reason, force)
        voided.sudo().session_id._recognise_revenue()
        return voided

    def _living(self):
        return self.filtered(lambda ticket: ticket.state in LIVE_STATES)

    def _book(self, total, count=None):
        """Note that the books hold ``total`` for ``count`` of these tickets.

        Called by the channel in the transaction that posts or reverses their journal
        items, with all the tickets of one document line. Living tickets count first,
        then the voided ones whose credit is still to come. The total is spread over
        them to the cent, so that tickets and account cannot drift apart.

        :param total: credit on the advance account, in company currency
        :param count: how many tickets it is for; all living ones when not given
        """
        tickets_sudo = self.sudo()
        living = tickets_sudo._living()
        if count is None:
            count = len(living)
        voided = (tickets_sudo - living).sorted("id", reverse=True)
        booked = (living.sorted("id") + voided)[:count]
        (tickets_sudo - booked).filtered("booked").booked = False
        (booked.filtered(lambda t: not t.booked)).booked = True
        booked._spread_worth(total)

    def _spread_worth(self, total):
        """Write ``total`` over these tickets in proportion to what they were worth."""
        if not self:
            return
        currency = self.company_currency_id
        digits = 10**currency.decimal_places
        weights = [round(abs(ticket.advance_amount) * digits) for ticket in self]
        parts = allocate(round(total * digits), weights)
        for ticket, part, weight in zip(self, parts, weights, strict=True):
            if part != weight:
                worth = currency.round(part / digits)
                if ticket.currency_id == currency:
                    ticket.net_amount = worth
                else:
                    ticket.advance_amount = worth
