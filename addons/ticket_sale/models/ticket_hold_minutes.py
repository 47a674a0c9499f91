from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..exceptions import ExtensionRefused
from ..kept import KEPT


class TicketHold(models.Model):
    """How long places are kept, and how often a customer may ask for more time."""

    _inherit = "ticket.hold"

    extended_count = fields.Integer(
        string="Extensions",
        readonly=True,
        help="How often the customer asked for more time.",
    )

    @api.model
    def _minutes(self, session, channel):
        """How long this channel keeps places for a customer who is still choosing."""
        company_sudo = session.sudo().company_id
        setting = f"ticket_hold_{channel}"
        if KEPT not in self.env.cr.cache:
            company_sudo.fetch([setting])  # and not the hundred others of a company
        return company_sudo[setting]

    def _extensions_left(self):
        """How often the customer may still ask for more time."""
        self.ensure_one()
        return max(0, self.company_id.ticket_extend_count - self.extended_count)

    @api.model
    def _prolong(self, token):
        """Give a customer who asks more time, as often as the venue allows.

        Unlike :meth:`_extend`, by which channels keep places while a sale goes on.

        :return: the new end, UTC
        :raise HoldNotFound, HoldExpired: as ``_find``
        :raise ExtensionRefused: it was extended as often as may be
        """
        with self._transaction() as Hold:
            hold_sudo = Hold._find(token)
            hold_sudo._wait_for_row()
            if not hold_sudo._extensions_left():
                raise ExtensionRefused(
                    Hold.env._(
                        "These places cannot be kept any longer. Please pay now, or "
                        "choose again when the time is over."
                    ),
                    staff=Hold.env._(
                        "Hold %(hold)s was extended %(count)s times, which is as often "
                        "as the settings allow.",
                        hold=hold_sudo.token_hint,
                        count=hold_sudo.extended_count,
                    ),
                )
            hold_sudo.extended_count += 1
            until = hold_sudo.expires_at + timedelta(
                minutes=hold_sudo.company_id.ticket_extend_minutes
            )
            hold_sudo._keep_until(until)
            return until

    def _wait_for_row(self):
        """Lock this hold; whoever presses twice is served one after the other."""
        self.env.execute_query(
            SQL("SELECT 1 FROM ticket_hold WHERE id = %s FOR NO KEY UPDATE", self.id)
        )
        self.invalidate_recordset(["extended_count", "expires_at"])
