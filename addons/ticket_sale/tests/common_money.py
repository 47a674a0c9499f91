from odoo import fields

from .common import TicketSaleCommon


class TicketMoneyCommon(TicketSaleCommon):
    """The sale of :class:`TicketSaleCommon` with a chart of accounts and a 15 % tax."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.company.chart_template:
            cls.env["account.chart.template"].try_loading(
                "generic_coa", company=cls.company, install_demo=False
            )
        cls.company._ticket_setup_accounts()
        cls.advance = cls.company.ticket_advance_account_id
        cls.income = cls.company.ticket_income_account_id
        cls.tax_account = cls.env["account.account"].create(
            {"name": "Tax", "code": "251999", "account_type": "liability_current"}
        )
        cls.tax = cls._create_tax(15, "tax_excluded")
        cls.tax_included = cls._create_tax(6, "tax_included")

    @classmethod
    def _create_tax(cls, percent, inclusion):
        """A tax with an account of its own, as every real one has."""
        repartition = [
            (0, 0, {"repartition_type": "base"}),
            (
                0,
                0,
                {"repartition_type": "tax", "account_id": cls.tax_account.id},
            ),
        ]
        return cls.env["account.tax"].create(
            {
                "name": f"{percent}% {inclusion}",
                "amount": percent,
                "price_include_override": inclusion,
                "invoice_repartition_line_ids": repartition,
                "refund_repartition_line_ids": repartition,
            }
        )

    @classmethod
    def _set_price(cls, ticket_type, amount, tax):
        """What a ticket type costs in zone A, and its tax."""
        ticket_type.product_id.taxes_id = tax
        cls.zone_a.plan_id.price_ids.filtered(
            lambda price: price.type_id == ticket_type and price.zone_id == cls.zone_a
        ).amount = amount

    @classmethod
    def _order_mixed(cls, adults, children):
        """A confirmed order with a line of adult and a line of child tickets."""
        held = cls._hold_places(*adults, *children)
        order = cls.env["sale.order"].create({"partner_id": cls.customer.id})
        types = [cls.adult] * len(adults) + [cls.child] * len(children)
        order._ticket_add(
            cls.Hold._find(held.token),
            {place.id: kind.id for place, kind in zip(held.places, types, strict=True)},
        )
        order.action_confirm()
        return order

    @classmethod
    def _invoice(cls, order):
        invoice = order._create_invoices()
        invoice.action_post()
        return invoice

    @classmethod
    def _balance(cls, account):
        """Credit balance of posted journal items."""
        items = cls.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        )
        return cls.company.currency_id.round(-sum(items.mapped("balance")))

    @classmethod
    def _proof(cls):
        return cls.env["ticket.advance.proof"].create({"company_id": cls.company.id})

    @classmethod
    def _tickets_worth(cls, tickets):
        return cls.company.currency_id.round(sum(tickets.mapped("advance_amount")))

    def assertProven(self):
        proof = self._proof()
        self.assertEqual(proof.difference, 0.0)
        self.assertTrue(proof.proven)
        return proof

    @classmethod
    def _pay(cls, invoice):
        cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create(
            {"payment_date": fields.Date.context_today(invoice)}
        )._create_payments()
