from datetime import timedelta

from odoo.fields import Command

from .common_money import TicketMoneyCommon


class TicketRefundCommon(TicketMoneyCommon):
    """The money of :class:`TicketMoneyCommon` with policies and an e-wallet. The session
    is 30 days away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fees = cls.company.ticket_fee_account_id
        cls.fee_product = cls.env.ref("ticket_sale.product_ticket_fee")
        cls.fee_product.taxes_id = False

    @classmethod
    def _create_later_session(cls):
        """The same show, a day after."""
        return cls._create_session_on_sale(start=cls.session.start + timedelta(days=1))

    @classmethod
    def _step(cls, before, kind, unit="days", **values):
        return Command.create({"before": before, "unit": unit, "kind": kind, **values})

    @classmethod
    def _create_policy(cls, *steps, exchange=(), **values):
        return cls.env["ticket.refund.policy"].create(
            {
                "name": "Standard",
                "company_id": cls.company.id,
                "refund_step_ids": list(steps),
                "exchange_step_ids": list(exchange),
                **values,
            }
        )

    @classmethod
    def _tenth(cls, **values):
        """A policy that keeps 10 % until a day before the start."""
        return cls._create_policy(cls._step(1, "percent", percent=10), **values)

    @classmethod
    def _create_wallet_program(cls):
        product = cls.env["product.product"].create(
            {"name": "Top-up", "type": "service", "taxes_id": False}
        )
        return cls.env["loyalty.program"].create(
            {
                "name": "E-wallet",
                "program_type": "ewallet",
                "applies_on": "future",
                "company_id": cls.company.id,
                "currency_id": cls.company.currency_id.id,
                "rule_ids": [
                    Command.create(
                        {
                            "product_ids": [Command.set(product.ids)],
                            "reward_point_mode": "money",
                        }
                    )
                ],
            }
        )

    def _wizard(self, tickets, **values):
        action = tickets.action_refund()
        return (
            self.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"reason": "ill", **values})
        )
