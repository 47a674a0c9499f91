from odoo import models
from odoo.exceptions import AccessError, UserError

from ..exceptions import StoredValueInvalid

PAYMENT_PROGRAMS = ("ewallet", "gift_card")


class PosOrder(models.Model):
    """Money on e-wallets and gift cards moves in the transaction of the order, by what
    its lines put on the liability account; the till's own sums are not used."""

    _inherit = "pos.order"

    def _process_saved_order(self, draft):
        result = super()._process_saved_order(draft)
        if not draft and self.state != "cancel":
            self._ticket_move_stored_value()
        return result

    def _ticket_move_stored_value(self):
        """Charge and debit the e-wallets and gift cards that this order's lines name.

        What a card gains or loses is what its lines cost untaxed, so that all cards
        together are always what the books owe.

        :raise StoredValueInvalid: a line does not fit its card, or the card is short
        """
        by_line = self._ticket_stored_lines()
        if not by_line or self._ticket_stored_history():
            return
        changes = {}
        for line, (program_sudo, is_payment) in by_line.items():
            line._ticket_check_stored(program_sudo, is_payment)
            if is_payment:
                card_sudo = line._ticket_paying_card(program_sudo)
            elif program_sudo.program_type == "ewallet":
                card_sudo = self._ticket_wallet(program_sudo)
            else:
                continue  # the code of a new gift card comes after the order
            amount = line._compute_amount_line_all()["price_subtotal"]
            changes[card_sudo] = changes.get(card_sudo, 0.0) + amount
        for card_sudo, amount in changes.items():
            self._ticket_change_card(card_sudo, amount)

    def _ticket_stored_lines(self):
        """{line: (program with sudo, whether the line pays with it)}"""
        products = self.lines.product_id
        programs_sudo = (
            self.env["loyalty.program"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("program_type", "in", PAYMENT_PROGRAMS),
                    ("company_id", "in", (self.company_id.id, False)),
                    "|",
                    ("rule_ids.product_ids", "in", products.ids),
                    ("reward_ids.discount_line_product_id", "in", products.ids),
                ],
                order="active desc, id",
            )
        )
        found = {}
        for line in self.lines:
            for program in programs_sudo:
                if line.product_id in program.reward_ids.discount_line_product_id:
                    found[line] = (program, True)
                    break
                if line.product_id in program.rule_ids.product_ids:
                    found[line] = (program, False)
                    break
        return found

    def _ticket_stored_history(self):
        """What this order has moved already, with sudo."""
        return (
            self.env["loyalty.history"]
            .sudo()
            .search(
                [
                    ("order_model", "=", self._name),
                    ("order_id", "=", self.id),
                    ("card_id.program_id.program_type", "in", PAYMENT_PROGRAMS),
                ]
            )
        )

    def _ticket_wallet(self, program_sudo):
        """The customer's e-wallet, made when there is none.

        :raise StoredValueInvalid: the till did not say whose
        """
        partner = self.partner_id
        if not partner:
            raise StoredValueInvalid(
                self.env._("Choose the customer whose e-wallet is to be charged.")
            )
        cards_sudo = self.env["loyalty.card"].sudo()
        owners = partner | partner.commercial_partner_id
        card_sudo = cards_sudo.search(
            [("program_id", "=", program_sudo.id), ("partner_id", "in", owners.ids)],
            limit=1,
        )
        return card_sudo or cards_sudo.create(
            {"program_id": program_sudo.id, "partner_id": partner.id, "points": 0}
        )

    def _ticket_change_card(self, card_sudo, amount):
        """Two tills at one card: the second is a serialization error, asked again by
        the framework, and then sees what is left."""
        currency = self.currency_id
        if currency.compare_amounts(card_sudo.points + amount, 0) < 0:
            raise StoredValueInvalid(
                self.env._(
                    "%(left)s are left on card %(code)s, not %(wanted)s.",
                    left=currency.format(card_sudo.points),
                    code=card_sudo.code,
                    wanted=currency.format(-amount),
                )
            )
        card_sudo.points = currency.round(card_sudo.points + amount)
        self.env["loyalty.history"].sudo().create(
            {
                "card_id": card_sudo.id,
                "description": self.env._("Box office: %(order)s", order=self.name),
                "issued": max(amount, 0),
                "used": max(-amount, 0),
                "order_model": self._name,
                "order_id": self.id,
            }
        )

    # --- what the till says after the order ----------------------------------

    def confirm_coupon_programs(self, coupon_data):
        """As Odoo's, for what is no money: e-wallets and payments with gift cards are
        done already; new gift cards get what was paid for them and no more.

        :raise UserError: the order is not paid
        :raise StoredValueInvalid: the till wants more on cards than was paid
        """
        self.ensure_one()
        if self.state in ("draft", "cancel"):
            raise UserError(self.env._("Cards are charged when the order is paid."))
        told = {int(key): values for key, values in coupon_data.items()}
        kinds = self._ticket_told_kinds(told)
        gifts = {
            key: values
            for key, values in told.items()
            if kinds[key] == "gift_card" and values["points"] > 0
        }
        self._ticket_check_gift_cards(gifts)
        others = {
            key: values
            for key, values in told.items()
            if kinds[key] not in PAYMENT_PROGRAMS
        }
        answer = super().confirm_coupon_programs(others | gifts)
        wallets = {key: told[key] for key in told if kinds[key] == "ewallet"}
        answer["coupon_updates"] += self._ticket_wallet_updates(wallets)
        return answer

    def _ticket_told_kinds(self, told):
        """{key: program type} of what the till tells about cards.

        :raise StoredValueInvalid: a card is named under another program
        """
        programs_sudo = self.env["loyalty.program"].sudo()
        cards_sudo = self.env["loyalty.card"].sudo()
        kinds = {}
        for key, values in told.items():
            program = programs_sudo.browse(int(values["program_id"])).exists()
            named = cards_sudo.browse(
                [i for i in (key, int(values.get("coupon_id") or 0)) if i > 0]
            ).exists()
            if code := values.get("code"):
                named |= cards_sudo.search([("code", "=", code)])
            if not program or named.program_id - program:
                raise StoredValueInvalid(
                    self.env._("A card does not belong to its program.")
                )
            kinds[key] = program.program_type
        return kinds

    def _ticket_check_gift_cards(self, gifts):
        """:raise StoredValueInvalid: more is to be put on gift cards than was paid"""
        if not gifts:
            return
        paid = sum(
            line._compute_amount_line_all()["price_subtotal_incl"]
            for line, (program, is_payment) in self._ticket_stored_lines().items()
            if program.program_type == "gift_card" and not is_payment
        )
        given = sum(
            self._ticket_stored_history()
            .filtered(lambda line: line.card_id.program_type == "gift_card")
            .mapped("issued")
        )
        wanted = sum(values["points"] for values in gifts.values())
        if self.currency_id.compare_amounts(given + wanted, paid) > 0:
            raise StoredValueInvalid(
                self.env._(
                    "%(paid)s were paid for gift cards in this order, not %(wanted)s.",
                    paid=self.currency_id.format(paid),
                    wanted=self.currency_id.format(given + wanted),
                )
            )

    def _process_existing_gift_cards(self, coupon_data):
        # cashiers may not write on cards that are money; the amounts are checked above
        return super(PosOrder, self.sudo())._process_existing_gift_cards(coupon_data)

    def _ticket_wallet_updates(self, told):
        """What the till shows as the new balance of the e-wallets it told about."""
        programs = {int(values["program_id"]) for values in told.values()}
        cards_sudo = self._ticket_stored_history().card_id
        by_program = {
            card.program_id.id: card
            for card in cards_sudo
            if card.program_id.id in programs
        }
        return [
            {
                "old_id": key,
                "id": card.id,
                "points": card.points,
                "code": card.code,
                "program_id": card.program_id.id,
                "partner_id": card.partner_id.id,
            }
            for key, values in told.items()
            if (card := by_program.get(int(values["program_id"])))
        ]

    def _ticket_check_cash_out(self):
        """:raise AccessError: who takes money off an e-wallet for cash may not"""
        if not self.env.user.has_group("ticket_sale.group_ticket_supervisor"):
            raise AccessError(
                self.env._("Stored value is paid out by a supervisor. Please call one.")
            )
