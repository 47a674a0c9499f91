from odoo.fields import Command

from .common import TicketPosCommon


class TicketPosMemberCommon(TicketPosCommon):
    """A till with an e-wallet, gift cards and two ways to pay, and a member."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.owed = cls.company.ticket_stored_value_account_id
        cls.env["loyalty.program"].search([]).action_archive()
        cls.top_up, cls.wallets = cls._create_program("ewallet", "Top-up")
        cls.voucher, cls.gifts = cls._create_program("gift_card", "Gift voucher")
        cls.member = cls.env["res.partner"].create(
            {"name": "Wang Fang", "phone": "+86 138 1234 5678"}
        )

    @classmethod
    def _create_program(cls, kind, product_name):
        product = cls.env["product.product"].create(
            {
                "name": product_name,
                "type": "service",
                "list_price": 100,
                "taxes_id": False,
                "available_in_pos": True,
            }
        )
        program = cls.env["loyalty.program"].create(
            {
                "name": product_name,
                "program_type": kind,
                "applies_on": "future",
                "company_id": cls.company.id,
                "currency_id": cls.company.currency_id.id,
                "rule_ids": [
                    Command.create(
                        {
                            "product_ids": [Command.set(product.ids)],
                            "reward_point_mode": "money",
                            "reward_point_split": kind == "gift_card",
                        }
                    )
                ],
                "reward_ids": [
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount_mode": "per_point",
                            "discount": 1,
                            "discount_applicability": "order",
                            "required_points": 1,
                        }
                    )
                ],
            }
        )
        if kind == "gift_card":
            program.mail_template_id = cls.env.ref("loyalty.mail_template_gift_card")
            program.pos_report_print_id = cls.env.ref("loyalty.report_gift_card")
        return product, program

    # --- what a till sends ----------------------------------------------------

    def _top_up_line(self, amount, **values):
        return self._line_values(self.top_up, price_unit=amount, **values)

    def _paying_line(self, card, amount, **values):
        reward = card.program_id.reward_ids[:1]
        return self._line_values(
            reward.discount_line_product_id,
            price_unit=-amount,
            is_reward_line=True,
            reward_id=reward.id,
            coupon_id=card.id,
            points_cost=amount,
            reward_identifier_code="pay",
            **values,
        )

    def _charge(self, amount, partner=None):
        """Put money on the member's e-wallet; the card."""
        partner = partner or self.member
        self._pay([self._top_up_line(amount)], partner=partner)
        return self._card(partner)

    def _card(self, partner=None):
        return self.env["loyalty.card"].search(
            [
                ("program_id", "=", self.wallets.id),
                ("partner_id", "=", (partner or self.member).id),
            ]
        )

    def _tell(self, order, card, points, key=None, program=None, **values):
        """What the till says about cards after the order."""
        return order.with_user(self.cashier).confirm_coupon_programs(
            {
                str(key or card.id): {
                    "points": points,
                    "program_id": (program or card.program_id).id,
                    "coupon_id": key or card.id,
                    **values,
                }
            }
        )

    def _close(self):
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()
        return session

    def _balance_owed(self):
        self.env.flush_all()
        return -sum(
            self.env["account.move.line"]
            .search(
                [("account_id", "=", self.owed.id), ("parent_state", "=", "posted")]
            )
            .mapped("balance")
        )
