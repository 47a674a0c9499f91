import random

from odoo.tests import tagged

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestLedger(TicketDistributorCommon):
    """The wallet, its lines and the books say the same; taxes are Odoo's own."""

    def _entry(self, booking, kind="charge"):
        return booking.wallet_line_ids.filtered(lambda line: line.kind == kind).move_id

    def _by_account(self, move):
        return {
            group.code: round(sum(lines.mapped("balance")), 2)
            for group, lines in move.line_ids.grouped("account_id").items()
        }

    def test_charge_posts_wallet_against_advance_sales_and_tax(self):
        booking = self._confirmed("1-1", "1-2")

        entry = self._entry(booking)

        wallet = self.company.ticket_wallet_account_id.code
        advance = self.company.ticket_advance_account_id.code
        self.assertEqual(entry.state, "posted")
        self.assertEqual(
            self._by_account(entry),
            {wallet: 646.0, advance: -609.44, "299906": -36.56},
        )
        base = entry.line_ids.filtered(lambda line: line.account_id.code == advance)
        self.assertEqual(base.tax_ids, self.tax)
        self.assertEqual(base.quantity, 2)

    def test_tax_on_top_is_charged_too(self):
        tax = self._create_tax(10, included=False)
        self.adult.product_id.taxes_id = tax

        booking = self._confirmed("1-1")

        self.assertEqual(booking.amount, 355.3)
        self.assertEqual(booking.ticket_ids.net_amount, 323)
        self.assertWallet(644.7)

    def test_two_taxes_and_two_types_in_one_entry(self):
        self.adult.product_id.taxes_id |= self._create_tax(
            3, included=False, include_base_amount=False
        )
        child = {"type": "child", "place": self._places("1-2").id}
        adult = {"type": "adult", "place": self._places("1-1").id}

        booking = self._confirmed(lines=[adult, child])

        net = sum(booking.ticket_ids.mapped("net_amount"))
        advance = self.company.ticket_advance_account_id.code
        self.assertAlmostEqual(self._by_account(self._entry(booking))[advance], -net)
        self.assertWallet(1000 - booking.amount)

    def test_refund_reverses_the_charge_to_the_cent(self):
        booking = self._confirmed("1-1", "1-2", "1-3")
        for ticket in booking.ticket_ids:
            booking._refund((ticket.number,))

        charged = self._by_account(self._entry(booking))
        returned = {}
        for move in self._entry(booking, "return"):
            for code, balance in self._by_account(move).items():
                returned[code] = round(returned.get(code, 0) + balance, 2)
        self.assertEqual(returned, {code: -b for code, b in charged.items()})

    def test_refund_gives_back_what_was_paid_although_the_tax_changed(self):
        booking = self._confirmed("1-1")
        self.tax.amount = 9

        booking._refund(None)

        self.assertWallet(1000)
        self.assertEqual(
            self._account_balance(self.company.ticket_advance_account_id), 0
        )

    def test_advance_sales_account_equals_the_tickets_worth(self):
        self._confirmed("1-1", "1-2")
        booking = self._confirmed("2-1", kind=self.child)
        booking._refund(None)

        live = self.env["ticket.ticket"].search(
            [("partner_id", "=", self.agency.id), ("state", "=", "valid")]
        )
        self.assertAlmostEqual(
            self._account_balance(self.company.ticket_advance_account_id),
            sum(live.mapped("net_amount")),
        )

    def test_each_wallet_numbers_its_own_entries(self):
        other = self._create_distributor(credit_limit=1000)
        mine = [
            self._entry(self._confirmed("1-1")),
            self._entry(self._confirmed("1-2")),
        ]
        theirs = self._entry(self._confirmed("1-3", distributor=other))

        year = mine[0].date.year
        self.assertEqual(
            [move.name for move in mine],
            [f"TWAL/{self.distributor.code}/{year}/0000{n}" for n in (1, 2)],
        )
        self.assertEqual(theirs.name, f"TWAL/{other.code}/{year}/00001")
        self.assertFalse(any(move.made_sequence_gap for move in mine))

    def test_any_life_keeps_wallet_and_books_equal(self):
        """A property: whatever happens in whatever order, three sums agree."""
        random.seed(20261121)
        self.distributor.write({"credit_limit": 500, "discount": 12.5})
        keys = [f"{row}-{seat}" for row in range(1, 6) for seat in range(1, 9)]
        bookings = self.env["ticket.booking"]
        for _step in range(40):
            self._random_step(keys, bookings)
            bookings = self.distributor.booking_ids
            reserved = bookings.filtered(lambda b: b.state == "locked")
            live = bookings.ticket_ids.filtered(lambda t: t.state == "valid")
            money = self.distributor.wallet_line_ids.filtered("move_id")
            self.assertWallet(
                round(sum(money.mapped("amount")), 2),
                reserved=round(sum(reserved.mapped("amount")), 2),
            )
            self.assertAlmostEqual(
                self._account_balance(self.company.ticket_advance_account_id),
                sum(live.mapped("net_amount")),
            )

    def _random_step(self, keys, bookings):
        step = random.choice(("lock", "lock", "confirm", "confirm", "cancel", "refund"))
        locked = bookings.filtered(lambda b: b.state == "locked")
        sold = bookings.filtered(lambda b: b.state in ("confirmed", "partly_refunded"))
        if step == "lock" and self.distributor.available > 1000 and len(keys) > 3:
            wanted = [keys.pop() for _n in range(random.randint(1, 3))]
            self._lock(*wanted, kind=random.choice((self.adult, self.child)))
        elif step == "confirm" and locked:
            random.choice(locked)._confirm()
        elif step == "cancel" and locked:
            random.choice(locked)._cancel()
        elif step == "refund" and sold:
            booking = random.choice(sold)
            live = booking.ticket_ids.filtered(lambda t: t.state == "valid")
            booking._refund((random.choice(live).number,))
        else:
            self.distributor._wallet_topup(random.randint(1, 900) / 8, self.bank)
