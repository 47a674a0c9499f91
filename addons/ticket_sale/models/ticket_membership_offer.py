from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..tools.membership_credit import unused_credit


@dataclass(frozen=True, slots=True)
class MembershipOffer:
    """What one more period of a tier means for somebody."""

    kind: str  # new, renew, upgrade; lower: a better one is running
    fee: float  # of the tier
    credit: float  # for unused days of the running membership
    price: float  # what is to pay
    start: date
    end: date


class TicketMembership(models.Model):
    """What a membership costs this customer today."""

    _inherit = "ticket.membership"

    @api.model
    def _offer(self, partner, tier, fee, running_fee=0.0, currency=None):
        """Say what one period of ``tier`` means for ``partner``.

        A running membership of the same tier goes on. Who takes a better one pays its
        fee less what the unused days were paid for.

        :param fee: of the tier, for this customer
        :param running_fee: of the tier the customer has now; what costs more is better
        :return: :class:`MembershipOffer`
        """
        today = fields.Date.context_today(self)
        currency = currency or self.env.company.currency_id
        running = self._running_of(partner)
        start, kind, credit = today, "new", 0.0
        if running and running.tier_id == tier:
            kind = "renew"
            start = max(today, running.end + timedelta(days=1))
        elif running:
            better = currency.compare_amounts(fee, running_fee) > 0
            kind = "upgrade" if better else "lower"
            credit = min(running._unused_credit(today, currency), fee) if better else 0
        elif partner and self._expired_card(partner, tier):
            kind = "renew"
        return MembershipOffer(
            kind=kind,
            fee=fee,
            credit=credit,
            price=currency.round(fee - credit),
            start=start,
            end=start + relativedelta(months=tier.months, days=-1),
        )

    @api.model
    def _running_of(self, partner):
        """The customer's running membership with this company, with sudo."""
        return self.sudo().search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", self.env.company.id),
                ("state", "in", ("active", "frozen")),
            ],
            limit=1,
        )

    @api.model
    def _expired_card(self, partner, tier):
        return self.sudo().search_count(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", self.env.company.id),
                ("tier_id", "=", tier.id),
                ("state", "=", "expired"),
            ],
            limit=1,
        )

    def _unused_credit(self, today, currency):
        """What was paid for days that are still to come."""
        self.ensure_one()
        extra = self.frozen_days
        if self.state == "frozen":
            extra += max((today - self.frozen_on).days, 0)
        terms = [
            (term.start, term.end, round(term._paid() / currency.rounding))
            for term in self.term_ids.sorted("start")
        ]
        return currency.round(unused_credit(terms, today, extra) * currency.rounding)
