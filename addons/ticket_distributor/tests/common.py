import json
import time
from itertools import count

from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user

from odoo.addons.ticket_distributor.tools import signature
from odoo.addons.ticket_distributor.tools.order_request import read_order
from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

ROOT = "/ticket/api/v1/distributor"


class TicketDistributorCommon(TicketSaleCommon):
    """A distributor with 15 % discount, 6 % tax in the price and 1,000 in the wallet.

    An adult in zone A costs 380 list, 323.00 net of the discount.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.bank = cls.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", cls.company.id)], limit=1
        )
        cls.tax = cls._create_tax(6)
        (cls.adult | cls.child).product_id.taxes_id = cls.tax
        cls.agency = cls.env["res.partner"].create(
            {"name": "Blue Sky Travel", "is_company": True, "email": "b@example.com"}
        )
        cls.distributor = cls._create_distributor(cls.agency, discount=15)
        cls.distributor._wallet_topup(1000, cls.bank)
        cls.references = count(1)

    @classmethod
    def _create_tax(cls, percent, included=True, **values):
        account = cls.env["account.account"].create(
            {
                "name": f"Tax {percent} %",
                "code": f"2999{percent:02.0f}",
                "account_type": "liability_current",
            }
        )
        lines = [
            Command.create({"repartition_type": "base"}),
            Command.create({"repartition_type": "tax", "account_id": account.id}),
        ]
        return cls.env["account.tax"].create(
            {
                "name": f"VAT {percent} %",
                "amount": percent,
                "amount_type": "percent",
                "type_tax_use": "sale",
                "price_include_override": "tax_included"
                if included
                else "tax_excluded",
                "invoice_repartition_line_ids": lines,
                "refund_repartition_line_ids": lines,
                **values,
            }
        )

    @classmethod
    def _create_distributor(cls, partner=None, **values):
        partner = partner or cls.env["res.partner"].create({"name": "Red Tours"})
        distributor = cls.env["ticket.distributor"].create(
            {"partner_id": partner.id, "company_id": cls.company.id, **values}
        )
        distributor.action_activate()
        return distributor

    @classmethod
    def _lock(cls, *keys, kind=None, distributor=None, **values):
        """A locked booking of the seats named ``row-number``."""
        kind = kind or cls.adult
        order = {
            "reference": f"R{next(cls.references)}",
            "session": cls.session.id,
            "lines": [
                {"type": kind.code, "place": place.id} for place in cls._places(*keys)
            ],
            **values,
        }
        if "best" in order:
            del order["lines"]
        return cls.env["ticket.booking"]._lock(
            distributor or cls.distributor, read_order(order)
        )

    @classmethod
    def _confirmed(cls, *keys, **values):
        booking = cls._lock(*keys, **values)
        booking._confirm()
        return booking

    @classmethod
    def _expire_booking(cls, booking):
        """Let the time of a lock run out."""
        past = "2020-01-01 00:00:00"
        booking.expires_at = past
        booking.line_ids.hold_id.expires_at = past
        booking.line_ids.place_id.held_until = past
        cls.env.flush_all()

    def _account_balance(self, account):
        """Credit less debit of an account with this distributor's partner."""
        [[total]] = self.env["account.move.line"]._read_group(
            [
                ("account_id", "=", account.id),
                ("partner_id", "=", self.agency.id),
                ("parent_state", "=", "posted"),
            ],
            [],
            ["balance:sum"],
        )
        return -total or 0.0

    def assertWallet(self, balance, reserved=0, distributor=None):
        """Columns, ledger lines and books say the same."""
        distributor = distributor or self.distributor
        distributor.invalidate_recordset()
        lines = distributor.wallet_line_ids
        money = lines.filtered("move_id")
        self.assertEqual(
            {
                "balance": distributor.balance,
                "reserved": distributor.reserved,
                "lines": round(sum(lines.mapped("amount")), 2),
                "money lines": round(sum(money.mapped("amount")), 2),
                "last line": lines.sorted("id")[-1:].balance_after,
                "books": round(distributor.ledger_balance, 2),
            },
            {
                "balance": balance,
                "reserved": reserved,
                "lines": round(balance - reserved, 2),
                "money lines": balance,
                "last line": balance,
                "books": balance,
            },
        )

    @classmethod
    def _staff(cls, name, *groups):
        return new_test_user(
            cls.env, f"{name}_{cls.__name__.lower()}", groups=",".join(groups)
        )


class ApiCase(TicketDistributorCommon, HttpCase):
    """Speaks to the API as a distributor's program does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key, cls.secret = cls.env["ticket.distributor.key"]._generate(
            cls.distributor
        )

    def setUp(self):
        super().setUp()
        self.idempotency_keys = count(1)

    def call(self, method, path, body=None, /, headers=None, at=None, **signing):
        """Send a signed request; ``signing`` replaces what is signed."""
        raw = b"" if body is None else json.dumps(body).encode()
        stamp = str(int(time.time() if at is None else at))
        signed = {
            "secret": self.secret,
            "method": method,
            "path": ROOT + path,
            "timestamp": stamp,
            "body": raw,
            **signing,
        }
        sent = {
            "X-Ticket-Key": self.key,
            "X-Ticket-Timestamp": stamp,
            "X-Ticket-Signature": signature.sign(**signed),
            "Content-Type": "application/json",
        }
        if method == "POST":
            sent["Idempotency-Key"] = f"k{next(self.idempotency_keys)}"
        sent |= headers or {}
        return self.url_open(ROOT + path, data=raw or None, headers=sent, method=method)

    def assertAnswer(self, response, status):
        self.assertEqual(response.status_code, status, response.text)
        return response.json()

    def assertRefused(self, response, status, code):
        """An error in the one shape all errors have; returns its details."""
        error = self.assertAnswer(response, status)["error"]
        self.assertEqual(error["code"], code)
        self.assertTrue(error["message"])
        return error["details"]

    def order(self, *keys, kind="adult", **values):
        """The body of a new order for the seats named ``row-number``."""
        return {
            "reference": f"R{next(self.references)}",
            "session": self.session.id,
            "lines": [{"type": kind, "place": p.id} for p in self._places(*keys)],
        } | values
