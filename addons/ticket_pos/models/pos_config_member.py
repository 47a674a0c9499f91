from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.card_code import card_code

MOST_FOUND = 20
LEAST_DIGITS = 4
#: Codes that open something for the cart without saying whose they are.
CART_PROGRAMS = ("gift_card", "coupons", "next_order_coupons", "promotion")


class PosConfig(models.Model):
    """Members at the counter: who it is, what they have, and their cards.

    Every method checks the cashier first; customers, cards and programs of other
    companies are never found.
    """

    _inherit = "pos.config"

    # --- who ---------------------------------------------------------------------

    def ticket_member_scan(self, code):
        """What a scanned code is: a member's card, something for the cart, or nothing.

        :return: ``kind`` (member, blocked, cart) with ``partner_id`` or ``message``; or
            False
        """
        self._ticket_check_cashier()
        code = (code or "").strip()[:100]
        card_sudo = self._ticket_card(code)
        if card_sudo and card_sudo.state != "active":
            return {"kind": "blocked", "message": self._ticket_card_words(card_sudo)}
        partner_sudo = card_sudo.partner_id or self._ticket_numbered(code)
        if partner_sudo:
            return {"kind": "member", "partner_id": partner_sudo.id}
        return self._ticket_opens_cart(code) and {"kind": "cart"}

    def ticket_member_find(self, text):
        """Look customers up by card, membership number, telephone (its last digits will
        do) or name.

        :return: ``found``, at most twenty, members first; ``message`` of a card that is
            worth nothing
        """
        self._ticket_check_cashier()
        text = (text or "").strip()[:100]
        scanned = text and self.ticket_member_scan(text)
        if scanned and scanned["kind"] == "blocked":
            return {"found": [], "message": scanned["message"]}
        partners = self.env["res.partner"]
        if scanned and scanned["kind"] == "member":
            partners = partners.browse(scanned["partner_id"])
        elif len(text) >= 2:
            partners = self._ticket_search_partners(text)
        rows = [self._ticket_member_row(partner) for partner in partners]
        rows.sort(key=lambda row: not row["tier"])
        return {"found": rows, "message": ""}

    def _ticket_card(self, text):
        code = card_code(text)
        cards_sudo = self.env["ticket.member.card"].sudo()
        if not code:
            return cards_sudo
        return cards_sudo.search(
            [("code", "=", code), ("company_id", "=", self.company_id.id)], limit=1
        )

    def _ticket_card_words(self, card):
        if card.state == "replaced":
            return self.env._("Card %(code)s was replaced by another.", code=card.code)
        return self.env._(
            "Card %(code)s is blocked: %(reason)s", code=card.code, reason=card.reason
        )

    def _ticket_numbered(self, code):
        """The customer whose number or loyalty card this is, with sudo."""
        if not code:
            return self.env["res.partner"].sudo()
        own = [("company_id", "=", self.company_id.id)]
        shared = [("company_id", "in", (self.company_id.id, False))]
        membership_sudo = (
            self.env["ticket.membership"]
            .sudo()
            .search([("number", "=ilike", code.replace("%", "")), *own], limit=1)
        )
        loyalty_sudo = (
            self.env["loyalty.card"]
            .sudo()
            .search(
                [
                    ("code", "=", code),
                    ("program_type", "in", ("loyalty", "ewallet")),
                    ("partner_id", "!=", False),
                    *shared,
                ],
                limit=1,
            )
        )
        return (membership_sudo.partner_id or loyalty_sudo.partner_id) or self.env[
            "res.partner"
        ].sudo().search([("barcode", "=", code), *shared], limit=1)

    def _ticket_opens_cart(self, code):
        """Whether a gift card or a coupon of this till has this code."""
        programs_sudo = self.sudo()._get_program_ids()
        return bool(code) and bool(
            self.env["loyalty.card"]
            .sudo()
            .search_count(
                [
                    ("code", "=", code),
                    ("program_id", "in", programs_sudo.ids),
                    ("program_type", "in", CART_PROGRAMS),
                ],
                limit=1,
            )
            or programs_sudo.rule_ids.filtered(
                lambda rule: (
                    rule.mode == "with_code" and code in (rule.code, rule.promo_barcode)
                )
            )
        )

    def _ticket_search_partners(self, text):
        wanted = Domain("name", "ilike", text)
        digits = "".join(char for char in text if char.isdigit())
        if len(digits) >= LEAST_DIGITS and not any(map(str.isalpha, text)):
            wanted |= Domain("phone_mobile_search", "=like", f"%{digits}")
        return self.env["res.partner"].search(
            wanted & Domain("company_id", "in", (self.company_id.id, False)),
            limit=MOST_FOUND,
        )

    # --- what they have ------------------------------------------------------------

    def ticket_member(self, partner_id, pricelist_id=False):
        """All that the panel of a customer shows."""
        self._ticket_check_cashier()
        partner = self._ticket_member_partner(partner_id)
        cards_sudo = self._ticket_loyalty_cards(partner)
        plastic_sudo = (
            self.env["ticket.member.card"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", partner.commercial_partner_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )
        return {
            **self._ticket_member_row(partner),
            "email": partner.email or "",
            "membership": self._ticket_membership_values(partner),
            "loyalty": [self._ticket_loyalty_values(card) for card in cards_sudo],
            "cards": plastic_sudo.read(["code", "state", "reason"]),
            "offers": self.ticket_membership_offers(partner.id, pricelist_id),
        }

    def _ticket_member_partner(self, partner_id):
        """:raise UserError: no such customer here"""
        partner = self.env["res.partner"].search(
            [
                ("id", "=", int(partner_id)),
                ("company_id", "in", (self.company_id.id, False)),
            ]
        )
        if not partner:
            raise UserError(self.env._("This customer does not exist any more."))
        return partner

    def _ticket_member_row(self, partner):
        partner = partner.sudo(False)
        running_sudo = (
            self.env["ticket.membership"]
            .with_company(self.company_id)
            ._running_of(partner)
        )
        return {
            "partner_id": partner.id,
            "name": partner.display_name,
            "phone": partner.phone or "",
            "number": running_sudo.number or "",
            "tier": running_sudo.tier_id.name or "",
            "until": fields.Date.to_string(running_sudo.end) or "",
        }

    def _ticket_membership_values(self, partner):
        """The newest membership of the customer, running or not."""
        card_sudo = (
            self.env["ticket.membership"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", partner.commercial_partner_id.id),
                    ("company_id", "=", self.company_id.id),
                ],
                order="state, end desc",
                limit=1,
            )
        )
        if not card_sudo:
            return False
        states = dict(card_sudo._fields["state"]._description_selection(self.env))
        return {
            "number": card_sudo.number,
            "tier": card_sudo.tier_id.name,
            "state": card_sudo.state,
            "state_name": states[card_sudo.state],
            "start": fields.Date.to_string(card_sudo.start),
            "end": fields.Date.to_string(card_sudo.end),
            "days": (card_sudo.end - fields.Date.context_today(self)).days + 1
            if card_sudo.end
            else 0,
            "prices": card_sudo.tier_id.pricelist_id.name or "",
            "presale": card_sudo.tier_id.presale,
        }

    def _ticket_loyalty_cards(self, partner):
        """E-wallets, points and coupons that the customer can use at this till."""
        programs_sudo = self.sudo()._get_program_ids()
        today = fields.Date.context_today(self)
        return (
            self.env["loyalty.card"]
            .sudo()
            .search(
                [
                    ("program_id", "in", programs_sudo.ids),
                    ("partner_id", "in", (partner | partner.commercial_partner_id).ids),
                    ("points", ">", 0),
                    "|",
                    ("expiration_date", "=", False),
                    ("expiration_date", ">=", today),
                ],
                limit=50,
            )
        )

    def _ticket_loyalty_values(self, card):
        return {
            "id": card.id,
            "kind": card.program_type,
            "name": card.program_id.name,
            "code": card.code,
            "points": card.points,
            "shown": card.points_display,
            "until": fields.Date.to_string(card.expiration_date) or "",
            "rewards": [
                reward.description
                for reward in card.program_id.reward_ids
                if reward.required_points <= card.points
            ],
        }

    # --- cards in the hand --------------------------------------------------------

    def ticket_member_issue(self, partner_id, code, replaces_id=False, reason=""):
        """Give a customer a card, maybe in place of another.

        :raise UserError: the card is somebody's, or what was read is no card
        """
        self._ticket_check_cashier()
        partner = self._ticket_member_partner(partner_id)
        cards_sudo = self.env["ticket.member.card"].sudo().with_company(self.company_id)
        replaced_sudo = cards_sudo
        if replaces_id:
            replaced_sudo = self._ticket_own_card(partner, replaces_id)
        holder_sudo = self._ticket_numbered((code or "").strip())
        if holder_sudo.commercial_partner_id - partner.commercial_partner_id:
            raise UserError(
                self.env._("This is the number of another member. Take another card.")
            )
        reason = (reason or "").strip()[:200] or self.env._("Replaced at the till")
        cards_sudo._issue(partner, code, replaced_sudo, reason)
        return self.ticket_member(partner.id)

    def ticket_member_block(self, partner_id, card_id, reason=""):
        """Make a lost card worth nothing, at once."""
        self._ticket_check_cashier()
        partner = self._ticket_member_partner(partner_id)
        reason = (reason or "").strip()[:200] or self.env._("Reported lost")
        self._ticket_own_card(partner, card_id)._block(reason)
        return self.ticket_member(partner.id)

    def _ticket_own_card(self, partner, card_id):
        """:raise UserError: it is not a card of this customer"""
        card_sudo = self.env["ticket.member.card"].sudo().browse(int(card_id)).exists()
        if (
            card_sudo.partner_id != partner.commercial_partner_id
            or card_sudo.company_id != self.company_id
        ):
            raise UserError(self.env._("This is not a card of this customer."))
        return card_sudo
