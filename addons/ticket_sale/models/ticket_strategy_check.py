from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .ticket_strategy import PRICE_KINDS, WEEKDAYS


class TicketStrategy(models.Model):
    """A strategy that cannot work, or fights another one, is refused when saved."""

    _inherit = "ticket.strategy"

    @api.constrains("kind", "buy_count", "get_count", "discount_mode", "discount")
    def _check_gift(self):
        for strategy in self:
            if strategy.kind == "bundle" and (
                strategy.buy_count < 1 or strategy.get_count < 1
            ):
                strategy._refuse(self.env._("say how many to buy and how many to get."))
            if strategy.discount <= 0:
                strategy._refuse(self.env._("the discount must be more than nothing."))
            if strategy.discount_mode == "percent" and strategy.discount > 100:
                strategy._refuse(self.env._("more than 100 % off is not possible."))
            if strategy.discount_mode == "price" and strategy.kind not in PRICE_KINDS:
                strategy._refuse(
                    self.env._("a fixed price needs a strategy about single tickets.")
                )
            if strategy.kind == "bundle" and strategy.discount_mode != "percent":
                strategy._refuse(
                    self.env._(
                        "say in percent how much cheaper the tickets to get are."
                    )
                )

    @api.constrains(
        "kind",
        "code",
        "tier_id",
        "pricelist_ids",
        "days_before_min",
        "days_before_max",
        "min_count",
        "active",
    )
    def _check_needs(self):
        """Each kind has what makes it this kind."""
        for strategy in self.filtered("active"):
            kind = strategy.kind
            if kind == "code" and not (strategy.code or "").strip():
                strategy._refuse(self.env._("give it a code."))
            if kind == "tier" and not strategy.tier_id.sudo().pricelist_id:
                strategy._refuse(
                    self.env._("choose a membership tier that has a pricelist.")
                )
            if kind in ("early", "window", "group") and not strategy.pricelist_ids:
                strategy._refuse(self.env._("choose the pricelists it counts for."))
            if kind == "early" and strategy.days_before_min < 1:
                strategy._refuse(
                    self.env._("say how many days before the session it ends.")
                )
            if kind == "group" and strategy.min_count < 2:
                strategy._refuse(self.env._("a group has at least two tickets."))
            if kind not in PRICE_KINDS:
                strategy._check_program_currency()

    def _check_program_currency(self):
        foreign = self.pricelist_ids.filtered(
            lambda pricelist: pricelist.currency_id != self.currency_id
        )
        if foreign:
            self._refuse(
                self.env._(
                    "the pricelist %(pricelist)s is in another currency.",
                    pricelist=foreign[0].name,
                )
            )

    @api.constrains(
        "date_from",
        "date_to",
        "days_before_min",
        "days_before_max",
        "hour_from",
        "hour_to",
        "show_ids",
        "session_ids",
        *WEEKDAYS,
    )
    def _check_window(self):
        """There is at least one ticket that can meet the conditions."""
        for strategy in self:
            if (
                strategy.date_from
                and strategy.date_to
                and strategy.date_from > strategy.date_to
            ):
                strategy._refuse(self.env._("it ends before it begins."))
            if 0 < strategy.days_before_max < strategy.days_before_min:
                strategy._refuse(
                    self.env._(
                        "nobody can buy at least %(min)s and at most %(max)s days "
                        "before.",
                        min=strategy.days_before_min,
                        max=strategy.days_before_max,
                    )
                )
            if min(strategy.days_before_min, strategy.days_before_max) < 0:
                strategy._refuse(
                    self.env._("days before the session are not negative.")
                )
            if not 0 <= strategy.hour_from < 24 or not 0 <= strategy.hour_to <= 24:
                strategy._refuse(self.env._("a day has 24 hours."))
            if 0 < strategy.hour_to <= strategy.hour_from:
                strategy._refuse(self.env._("its hours end before they begin."))
            if not any(strategy[day] for day in WEEKDAYS):
                strategy._refuse(self.env._("choose at least one day of the week."))
            if strategy.show_ids and (
                strange := strategy.session_ids.filtered(
                    lambda session, strategy=strategy: (
                        session.show_id not in strategy.show_ids
                    )
                )
            ):
                strategy._refuse(
                    self.env._(
                        "%(session)s is of none of its shows.",
                        session=strange[0].display_name,
                    )
                )

    @api.constrains(
        "active",
        "sequence",
        "kind",
        "date_from",
        "date_to",
        "pricelist_ids",
        "tier_id",
        "show_ids",
        "session_ids",
        "type_ids",
        "zone_ids",
        "days_before_min",
        "days_before_max",
        "min_count",
        "hour_from",
        "hour_to",
        "is_combinable",
        *WEEKDAYS,
    )
    def _check_contradiction(self):
        """Of two strategies that fit the same ticket it is clear which one counts.

        A later early bird and a larger group win by themselves; otherwise the priority
        must say.
        """
        for strategy in self.filtered("active"):
            rivals = self.search(
                Domain("id", "!=", strategy.id)
                & Domain("company_id", "=", strategy.company_id.id)
                & Domain("sequence", "=", strategy.sequence)
            )
            for rival in rivals:
                if strategy._contradicts(rival):
                    strategy._refuse(
                        self.env._(
                            "it and “%(rival)s” fit the same tickets, and nothing says "
                            "which one counts. Give one of them another priority.",
                            rival=rival.name,
                        )
                    )

    def _contradicts(self, other):
        if self.is_price_rule != other.is_price_rule:
            return False
        if self.is_price_rule:
            same = self._own_pricelists() & other._own_pricelists()
            if not same or self._rank() != other._rank():
                return False
        elif self.is_combinable or other.is_combinable:
            return False
        return self._overlaps(other)

    def _own_pricelists(self):
        return self.tier_id.sudo().pricelist_id.sudo(False) or self.pricelist_ids

    def _rank(self):
        """Smaller counts first; the same order as the pricelist asks in."""
        return self.sequence, -self.min_count, -self.days_before_min

    def _overlaps(self, other):
        """Whether some ticket could meet the conditions of both."""
        return (
            (not self.date_to or not other.date_from or other.date_from <= self.date_to)
            and (
                not other.date_to
                or not self.date_from
                or self.date_from <= other.date_to
            )
            and self._meets(self.show_ids, other.show_ids)
            and self._meets(self.session_ids, other.session_ids)
            and self._meets(self.session_ids.show_id, other.show_ids)
            and self._meets(self.show_ids, other.session_ids.show_id)
            and self._meets(self.type_ids, other.type_ids)
            and self._meets(self.zone_ids, other.zone_ids)
            and (
                not self.days_before_max
                or other.days_before_min <= self.days_before_max
            )
            and (
                not other.days_before_max
                or self.days_before_min <= other.days_before_max
            )
            and (not self.hour_to or other.hour_from < self.hour_to)
            and (not other.hour_to or self.hour_from < other.hour_to)
            and any(self[day] and other[day] for day in WEEKDAYS)
        )

    @staticmethod
    def _meets(ours, theirs):
        return not ours or not theirs or bool(ours & theirs)

    def _refuse(self, reason):
        self.ensure_one()
        raise ValidationError(
            self.env._("“%(name)s”: %(reason)s", name=self.name, reason=reason)
        )
