import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command, Domain

from .ticket_ticket import LIVE_STATES

BEFORE_PLAY = ("announced", "presale", "on_sale", "paused", "ended")


class TicketSession(models.Model):
    _inherit = "ticket.session"

    advance_amount = fields.Monetary(
        string="Worth of Tickets",
        compute="_compute_advance_amount",
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
        help="Untaxed worth of the session's tickets that are valid or used.",
    )
    revenue_amount = fields.Monetary(
        string="Moved to Income",
        readonly=True,
        copy=False,
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
        help="What was moved from advance ticket sales to income.",
    )
    revenue_move_ids = fields.One2many(
        "account.move",
        "ticket_session_id",
        string="Revenue Entries",
        readonly=True,
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
    )

    def _compute_advance_amount(self):
        totals = self._ticket_worth()
        for session in self:
            session.advance_amount = totals.get(session.id, 0.0)

    def action_play(self):
        """Declare the session played and move its ticket money to income.

        One journal entry a session; calling it again is refused.

        :raise UserError: wrong state, accounts missing, or somebody else at it
        """
        self._check_may_play()
        missing = self.company_id.filtered(
            lambda company: (
                not company.ticket_journal_id
                or not company.ticket_advance_account_id
                or not company.ticket_income_account_id
            )
        )
        if missing:
            raise UserError(
                self.env._(
                    "%(company)s has no accounts for ticket sales yet. Set them in "
                    "Ticketing ‣ Configuration ‣ Settings.",
                    company=missing[0].display_name,
                )
            )
        sessions_sudo = self.sudo()  # finance plays sessions and edits nothing else
        try:
            sessions_sudo.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is working on this session. Try again.")
            ) from error
        sessions_sudo._move(BEFORE_PLAY, "played")
        sessions_sudo._recognise_revenue()
        return True

    def action_view_revenue_moves(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Revenue Entries"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("ticket_session_id", "=", self.id)],
        }

    def _check_may_play(self):
        self.check_access("read")
        user = self.env.user
        if not self.env.su and not (
            user.has_group("ticket_sale.group_ticket_finance")
            or user.has_group("ticket_sale.group_ticket_manager")
        ):
            raise AccessError(
                self.env._("Only managers and finance declare a session played.")
            )

    def _ticket_worth(self):
        """Return {session id: untaxed worth of its tickets, in company currency}."""
        groups = (
            self.env["ticket.ticket"]
            .sudo()
            ._read_group(
                [("session_id", "in", self.ids), ("state", "in", LIVE_STATES)],
                ["session_id"],
                ["advance_amount:sum"],
            )
        )
        return {session.id: total for session, total in groups}

    def _recognise_revenue(self):
        """Bring the income of played sessions to what their tickets are worth.

        Posts only the difference to what was moved before, so it may be called as
        often as one likes: at play, after a late refund, after a till closed late.
        The session row is written with each entry; two transactions doing the same
        session at once therefore collide, and the framework runs the loser again.

        :return: the entries posted
        """
        sessions_sudo = self.sudo().filtered(lambda session: session.state == "played")
        worth = sessions_sudo._ticket_worth()
        values = []
        for session in sessions_sudo:
            currency = session.currency_id
            delta = currency.round(worth.get(session.id, 0.0) - session.revenue_amount)
            if currency.is_zero(delta):
                continue
            values.append(session._prepare_revenue_move(delta))
            session.revenue_amount += delta
        moves_sudo = self.env["account.move"].sudo().create(values)
        moves_sudo._post()
        return moves_sudo

    def _prepare_revenue_move(self, amount):
        """Values of the entry that moves ``amount`` from advance sales to income."""
        self.ensure_one()
        company = self.company_id
        analytic = self.show_id._ticket_analytic_account()
        label = self.env._("Tickets of %(session)s", session=self.display_name)
        debit, credit = (amount, 0.0) if amount > 0 else (0.0, -amount)
        return {
            "move_type": "entry",
            "company_id": company.id,
            "journal_id": company.ticket_journal_id.id,
            "date": self._revenue_date(),
            "ref": label,
            "ticket_session_id": self.id,
            "line_ids": [
                Command.create(
                    {
                        "account_id": company.ticket_advance_account_id.id,
                        "name": label,
                        "debit": debit,
                        "credit": credit,
                    }
                ),
                Command.create(
                    {
                        "account_id": company.ticket_income_account_id.id,
                        "name": label,
                        "debit": credit,
                        "credit": debit,
                        "analytic_distribution": {str(analytic.id): 100},
                    }
                ),
            ],
        }

    def _revenue_date(self):
        """The day of the performance; today for what comes after it."""
        today = fields.Date.context_today(self)
        if self.revenue_amount:
            return today
        zone = pytz.timezone(self.tz or "UTC")
        return min(today, pytz.utc.localize(self.start).astimezone(zone).date())

    @api.model
    def _cron_play(self):
        """Play sessions whose end has passed, then settle what came late.

        Companies without ticket accounts are left alone until they have them.
        """
        ready = Domain("company_id.ticket_journal_id", "!=", False)
        ended = self.search(
            ready
            & Domain("state", "in", BEFORE_PLAY)
            & Domain("end", "<", self.env.cr.now()),
            limit=100,
        )
        for session in ended.try_lock_for_update():
            session._move(BEFORE_PLAY, "played")
            session._recognise_revenue()
            self.env["ir.cron"]._commit_progress(1)
        for session in self._unsettled_sessions().try_lock_for_update():
            session._recognise_revenue()
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _unsettled_sessions(self, limit=100):
        """Played sessions whose income differs from the worth of their tickets.

        A sale or refund that ran at the same moment as the play was not seen by it.
        """
        worth = dict(
            self.env["ticket.ticket"]
            .sudo()
            ._read_group(
                [("session_id.state", "=", "played"), ("state", "in", LIVE_STATES)],
                ["session_id"],
                ["advance_amount:sum"],
            )
        )
        played = self.sudo().search([("state", "=", "played")])
        differing = played.filtered(
            lambda session: (
                not session.currency_id.is_zero(
                    worth.get(session, 0.0) - session.revenue_amount
                )
            )
        )
        return self.browse(differing[:limit].ids)
