from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

REMIND_BEFORE = timedelta(days=14)


class TicketMembership(models.Model):
    """A customer's membership: one card, paid for in terms that follow each other.

    The tier's prices are the customer's while the membership is active. A membership
    belongs to the commercial entity, as pricelists do: all contacts of a firm share it.
    """

    _name = "ticket.membership"
    _description = "Membership"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _rec_name = "number"
    _order = "end desc, id desc"
    _check_company_auto = True

    number = fields.Char(string="Card Number", required=True, readonly=True, copy=False)
    partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    tier_id = fields.Many2one(
        "ticket.membership.tier",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [
            ("active", "Active"),
            ("frozen", "Frozen"),
            ("expired", "Expired"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="active",
        index=True,
        tracking=True,
        copy=False,
    )
    term_ids = fields.One2many("ticket.membership.term", "membership_id")
    start = fields.Date(compute="_compute_period", store=True)
    end = fields.Date(
        compute="_compute_period", store=True, tracking=True, help="The last day."
    )
    frozen_on = fields.Date(readonly=True, copy=False)
    frozen_days = fields.Integer(
        readonly=True, copy=False, help="Days added to the end for times frozen."
    )
    former_pricelist_id = fields.Many2one(
        "product.pricelist",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The customer's own pricelist, given back when the membership ends.",
    )
    reminded = fields.Boolean(readonly=True, copy=False)

    _number_uniq = models.Constraint(
        "UNIQUE(number)", "This card number is given to another member."
    )
    _one_running = models.UniqueIndex(
        "(partner_id, company_id) WHERE state IN ('active', 'frozen')",
        "This customer has a running membership already.",
    )

    @api.depends("term_ids.start", "term_ids.end", "frozen_days")
    def _compute_period(self):
        for membership in self:
            terms = membership.term_ids
            membership.start = min(terms.mapped("start"), default=False)
            last = max(terms.mapped("end"), default=False)
            days = timedelta(days=membership.frozen_days)
            membership.end = last + days if last else False

    @api.depends("number", "partner_id.name", "tier_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for membership in self:
            membership.display_name = (
                f"{membership.number} · {membership.partner_id.name} · "
                f"{membership.tier_id.name}"
            )

    # Buttons

    def action_freeze(self):
        """Pause the membership: no benefits, and the days are given back later."""
        self._check_may_manage()
        for membership in self:
            membership._expect("active")
            membership.write(
                {"state": "frozen", "frozen_on": fields.Date.context_today(membership)}
            )
            membership._take_pricelist()

    def action_unfreeze(self):
        self._check_may_manage()
        for membership in self:
            membership._expect("frozen")
            days = (fields.Date.context_today(membership) - membership.frozen_on).days
            membership.write(
                {
                    "state": "active",
                    "frozen_on": False,
                    "frozen_days": membership.frozen_days + days,
                }
            )
            membership._give_pricelist()

    def action_cancel(self):
        self._check_may_manage()
        for membership in self:
            membership._expect("active", "frozen")
            membership._stop("cancelled")

    def action_renew(self):
        """Open the sale of one more period."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_sale.ticket_membership_sell_action"
        )
        action["context"] = {
            "default_partner_id": self.partner_id.id,
            "default_tier_id": self.tier_id.id,
        }
        return action

    # What channels call

    @api.model
    def _activate_for(self, partner, tier, date=None, sale_line=None, origin=None):
        """Make ``partner`` a member of ``tier``, or a member for one period more.

        A running membership of the same tier is prolonged from its end; an expired
        one starts again under the same card number; a running one of another tier is
        cancelled first. The same ``sale_line`` or ``origin`` counts once.

        :param date: the first day of a new membership, today by default
        :param origin: key of the sale in a channel of its own, e.g. a POS line's uuid
        :return: the membership
        """
        partner = partner.commercial_partner_id
        company = self.env.company
        date = date or fields.Date.context_today(self)
        Membership_sudo = self.sudo()  # a customer's payment activates it
        if known := Membership_sudo.env["ticket.membership.term"]._of_origin(
            sale_line, origin
        ):
            return known.membership_id
        cards = Membership_sudo.search(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        )
        running = cards.filtered(lambda card: card.state in ("active", "frozen"))
        if running.tier_id - tier:
            running._stop("cancelled")
            running.flush_recordset(["state"])
            running = running.browse()
        card = (
            running
            or cards.filtered(
                lambda card: card.tier_id == tier and card.state == "expired"
            )[:1]
        )
        if not card:
            card = Membership_sudo.create(
                {
                    "partner_id": partner.id,
                    "tier_id": tier.id,
                    "company_id": company.id,
                    "number": Membership_sudo._next_number(company),
                }
            )
        card._prolong(date, sale_line, origin)
        return card

    def _prolong(self, date, sale_line=None, origin=None):
        """Add one period: after the end of a running membership, else from ``date``."""
        self.ensure_one()
        if self.end and self.state in ("active", "frozen"):
            date = max(date, self.end - timedelta(days=self.frozen_days - 1))
        self.env["ticket.membership.term"].create(
            {
                "membership_id": self.id,
                "start": date,
                "end": date + relativedelta(months=self.tier_id.months, days=-1),
                "sale_line_id": sale_line and sale_line.id,
                "origin": origin,
            }
        )
        self.reminded = False
        if self.state != "frozen":
            self.state = "active"
            self._give_pricelist()

    @api.model
    def _revoke(self, sale_lines, origins=()):
        """Take back the periods bought by ``sale_lines``, whose order is cancelled, or
        by other channels' sales with the keys ``origins``."""
        sold = Domain("sale_line_id", "in", sale_lines.ids)
        if origins:
            sold |= Domain("origin", "in", list(origins))
        terms_sudo = self.env["ticket.membership.term"].sudo().search(sold)
        cards = terms_sudo.membership_id
        terms_sudo.unlink()
        for card in cards:
            if not card.term_ids:
                card._stop("cancelled")
            elif card.state == "active" and card._is_over():
                card._stop("expired")

    # Cron

    @api.model
    def _cron_expire(self):
        """End memberships whose last day has passed; remind those near their end."""
        today = fields.Date.context_today(self)
        over = self.search(
            [("state", "=", "active"), ("end", "<", today)], limit=500
        ).try_lock_for_update()
        for card in over:
            card._stop("expired")
            self.env["ir.cron"]._commit_progress(1)
        near = self.search(
            [
                ("state", "=", "active"),
                ("reminded", "=", False),
                ("end", "<=", today + REMIND_BEFORE),
            ],
            limit=500,
        ).try_lock_for_update()
        template = self.env.ref("ticket_sale.mail_template_membership_renewal")
        for card in near:
            card.reminded = True
            if card.partner_id.email:
                template.send_mail(card.id)
            self.env["ir.cron"]._commit_progress(1)

    # Helpers

    def _renew_url(self):
        """Where the member renews; nowhere without a shop."""
        return ""

    def _is_over(self):
        self.ensure_one()
        return not self.end or self.end < fields.Date.context_today(self)

    def _stop(self, state):
        for card in self:
            if card.state == "active":
                card._take_pricelist()
            card.state = state

    def _give_pricelist(self):
        """Put the tier's prices on the customer, remembering the customer's own."""
        for card in self.filtered("tier_id.pricelist_id"):
            partner = card.partner_id.with_company(card.company_id)
            own = partner.specific_property_product_pricelist
            if own != card.tier_id.pricelist_id:
                card.former_pricelist_id = own
                partner.specific_property_product_pricelist = card.tier_id.pricelist_id

    def _take_pricelist(self):
        """Give the customer's own pricelist back, unless it was changed meanwhile."""
        for card in self.filtered("tier_id.pricelist_id"):
            partner = card.partner_id.with_company(card.company_id)
            if partner.specific_property_product_pricelist == card.tier_id.pricelist_id:
                partner.specific_property_product_pricelist = card.former_pricelist_id

    @api.model
    def _next_number(self, company):
        sequence = self.env["ir.sequence"].with_company(company)
        return sequence.next_by_code("ticket.membership")

    def _check_may_manage(self):
        self.check_access("write")

    def _expect(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "Membership %(number)s is %(state)s.",
                    number=self.number,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        self.state
                    ],
                )
            )
