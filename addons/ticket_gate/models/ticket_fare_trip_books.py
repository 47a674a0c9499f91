from itertools import groupby

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

MOST = 5000


class TicketFareTrip(models.Model):
    """Trips in the books: what cards held was owed, and is income now.

    One entry a fare and day for all trips since the last, because an entry for each
    trip would cost more than most trips.
    """

    _inherit = "ticket.fare.trip"

    @api.model
    def _cron_book(self):
        """:raise UserError: accounts are missing; the log of the job says so"""
        due = self.search(
            [("to_book", "!=", 0)], order="company_id, fare_id, day, id", limit=MOST
        )
        due = due.try_lock_for_update()
        for _key, trips in groupby(
            due, key=lambda trip: (trip.company_id, trip.fare_id, trip.day)
        ):
            self.browse([trip.id for trip in trips])._book()
            self.env["ir.cron"]._commit_progress(1)

    def _book(self):
        """Post what these trips of one fare and day took off their cards."""
        total = sum(self.mapped("to_book"))
        if self.currency_id.is_zero(total):
            self.to_book = 0.0
            return
        company = self.company_id
        owed = company.ticket_stored_value_account_id
        product = self.fare_id.product_id.with_company(company)
        income = product.product_tmpl_id._get_product_accounts()["income"]
        if not (company.ticket_journal_id and owed and income):
            raise UserError(
                self.env._(
                    "%(company)s has no accounts for trips yet. Set the journal and the "
                    "e-wallet account in Ticketing ‣ Configuration ‣ Settings, and the "
                    "income account of %(product)s.",
                    company=company.display_name,
                    product=product.display_name,
                )
            )
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": company.id,
                "journal_id": company.ticket_journal_id.id,
                "date": fields.Date.context_today(self),
                "ref": self._book_label(),
                "line_ids": [
                    Command.create(values)
                    for values in self._entry_lines(owed, income, total)
                ],
            }
        )
        move.action_post()
        self.write({"to_book": 0.0, "move_ids": [Command.link(move.id)]})

    def _entry_lines(self, owed, income, total):
        """What was owed goes; what is untaxed in it is income, the rest is tax."""
        label = self._book_label()
        taxes = self.fare_id.product_id.taxes_id._filter_taxes_by_company(
            self.company_id
        )
        shares = taxes.with_context(force_price_include=True).compute_all(
            abs(total), currency=self.currency_id, is_refund=total < 0
        )
        sign = 1 if total > 0 else -1
        rows = [(owed, total, {})]
        rows.append(
            (
                income,
                -sign * shares["total_excluded"],
                {"tax_ids": [Command.set(taxes.ids)]},
            )
        )
        return [
            {
                "account_id": account.id,
                "name": label,
                "debit": max(amount, 0.0),
                "credit": max(-amount, 0.0),
                **more,
            }
            for account, amount, more in rows
        ]

    def _book_label(self):
        return self.env._(
            "Trips of %(day)s: %(fare)s", day=self[:1].day, fare=self.fare_id.name
        )
