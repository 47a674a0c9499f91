from datetime import timedelta
from uuid import uuid4

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable, TicketError
from odoo.addons.ticket_sale.tools import token as ticket_token

from ..exceptions import PriceChanged, SelectionInvalid
from .lease_common import LeaseCommon


@tagged("post_install", "-at_install")
class TestLease(LeaseCommon):
    """Seats that a till keeps for offline sale are nobody else's."""

    def test_leased_seats_are_sold_by_nobody_else(self):
        self._lease("1-1", "1-2")
        with self.assertRaises(PlacesUnavailable):
            self._take("1-1")

    def test_lease_never_ends_by_itself(self):
        package = self._lease("1-1")
        with freeze_time(fields.Datetime.now() + timedelta(days=30)):
            self.env.ref("ticket_sale.ir_cron_expire_holds").method_direct_trigger()
        self.assertEqual(self._lease_record(package).left_count, 1)

    def test_the_best_seats_of_a_zone_are_leased(self):
        zone = self._places("1-1").zone_id
        reply = self._till().ticket_lease_take(
            self.session.id,
            {"key": self.key, "name": ""},
            {"count": 3, "zone_id": zone.id},
        )
        places = reply["leases"][0]["places"]
        self.assertEqual([place["zone_id"] for place in places], [zone.id] * 3)

    def test_tickets_are_signed_beforehand(self):
        place = self._lease("1-1")["places"][0]
        slip = place["slips"][str(self.adult.id)]
        keys = self.env["ticket.signing.key"]._public_keys(self.company)
        claims = ticket_token.verify(slip["token"], keys)
        self.assertEqual(
            (f"{claims.ticket:016d}", claims.session, claims.type),
            (slip["number"], self.session.id, self.adult.id),
        )

    def test_a_till_keeps_no_more_seats_than_allowed(self):
        self.config.ticket_lease_most = 1
        with self.assertRaises(TicketError):
            self._lease("1-1", "1-2")

    def test_what_the_till_gives_back_is_free(self):
        package = self._lease("1-1")
        till = self._till()
        till.ticket_lease_return(self.key, [package["id"]])
        till.ticket_lease_return(self.key, [package["id"]])
        self.assertEqual(self._lease_record(package).state, "returned")
        self.assertEqual(len(self._take("1-1")["seats"]), 1)

    def test_only_its_browser_gives_a_lease_back(self):
        package = self._lease("1-1")
        self._till().ticket_lease_return(uuid4().hex, [package["id"]])
        self.assertEqual(self._lease_record(package).state, "active")

    def test_lease_of_a_past_session_returns_when_the_till_has_spoken(self):
        package = self._lease("1-1")
        till = self._till()
        with freeze_time(self.session.end + timedelta(hours=1)):
            till.ticket_lease_renew(self.key, {package["id"]: 1})
            self.assertEqual(self._lease_record(package).state, "active")
            till.ticket_lease_renew(self.key, {package["id"]: 0})
        self.assertEqual(self._lease_record(package).state, "returned")

    def test_renewing_tells_the_last_word(self):
        package = self._lease("1-1")
        later = fields.Datetime.now() + timedelta(minutes=2)
        till = self._till()
        with freeze_time(later):
            reply = till.ticket_lease_renew(
                self.key, {package["id"]: 2}, {package["id"]: package["version"]}
            )
        lease = self._lease_record(package)
        self.assertEqual((reply["leases"], reply["ids"]), ([], [lease.id]))
        self.assertEqual(lease.told_count, 2)
        self.assertAlmostEqual(lease.seen_at, later, delta=timedelta(seconds=2))

    def test_silent_tills_are_found(self):
        package = self._lease("1-1")
        lease = self._lease_record(package)
        self.assertFalse(lease.is_silent)
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            found = lease.search([("is_silent", "=", True)])
            self.assertIn(lease, found)

    def test_a_new_price_is_told_and_the_old_stays_good(self):
        package = self._lease("1-1")
        lease = self._lease_record(package).sudo()
        slip = lease.slip_ids.filtered(lambda s: s.type_id == self.adult)
        old = slip.price_unit
        slip._set_price({"price_unit": old + 5})
        self.assertEqual((slip.price_unit, slip.former_prices), (old + 5, [old]))
        order = self._pay(self._leased_lines(package, "1-1"))
        self.assertEqual(order.lines.ticket_ids.price, order.amount_total)

    def test_a_key_must_be_a_browsers(self):
        with self.assertRaises(ValidationError):
            self._till().ticket_lease_renew("short")

    def test_leases_are_for_cashiers(self):
        stranger = new_test_user(
            self.env, "no_lease", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self.config.with_user(stranger).ticket_lease_renew(self.key)
        with self.assertRaises(AccessError):
            self.env["ticket.lease"].with_user(stranger).search([], limit=1)

    def test_nobody_writes_a_lease_by_hand(self):
        package = self._lease("1-1")
        manager = new_test_user(
            self.env, "lease_writer", groups="ticket_sale.group_ticket_manager"
        )
        lease = self._lease_record(package).with_user(manager)
        with self.assertRaises(AccessError):
            lease.write({"state": "returned"})
        with self.assertRaises(AccessError):
            lease.read(["device_key"])
        with self.assertRaises(AccessError):
            lease.slip_ids[:1].write({"number": "1"})

    def test_a_lease_of_another_company_is_not_seen(self):
        package = self._lease("1-1")
        company = self.env["res.company"].create({"name": "Other House"})
        stranger = new_test_user(
            self.env,
            "lease_elsewhere",
            groups="ticket_sale.group_ticket_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        leases = self.env["ticket.lease"].with_user(stranger)
        self.assertFalse(leases.search([("id", "=", package["id"])]))


@tagged("post_install", "-at_install")
class TestLeaseSale(LeaseCommon):
    """What a till sold while the line was down becomes tickets, once."""

    def test_sale_from_the_lease_becomes_the_prepared_tickets(self):
        package = self._lease("1-1", "1-2")
        lines = self._leased_lines(package, "1-1", "1-2")
        numbers = {s["number"] for s in lines[0]["ticket_selection"]["seats"]}
        order = self._pay(lines)
        tickets = order.lines.ticket_ids
        self.assertEqual(set(tickets.mapped("number")), numbers)
        self.assertEqual(set(tickets.mapped("state")), {"valid"})
        self.assertEqual(sum(tickets.mapped("price")), order.amount_total)
        self.assertTrue(order.ticket_offline)
        self.assertEqual(set(tickets.place_id.mapped("state")), {"sold"})

    def test_the_ticket_has_the_code_that_was_printed(self):
        package = self._lease("1-1")
        slip = package["places"][0]["slips"][str(self.adult.id)]
        order = self._pay(self._leased_lines(package, "1-1"))
        self.assertEqual(order.lines.ticket_ids.sudo().token, slip["token"])

    def test_sent_twice_is_sold_once(self):
        package = self._lease("1-1")
        lines = self._leased_lines(package, "1-1")
        order = self._pay(lines)
        serialised = {
            "uuid": order.uuid,
            "session_id": order.session_id.id,
            "lines": [],
            "state": "paid",
        }
        self._till().env["pos.order"].sync_from_ui([serialised])
        self.assertEqual(len(order.lines.ticket_ids), 1)
        self.assertEqual(self._till().ticket_lease_known([order.uuid]), [order.uuid])

    def test_printed_offline_is_not_printed_again(self):
        package = self._lease("1-1", "1-2")
        printed = self._pay(self._leased_lines(package, "1-1"))
        other = self._pay(self._leased_lines(package, "1-2", printed=False))
        jobs = self.env["ticket.print.job"].sudo()
        tickets = (printed | other).lines.ticket_ids
        found = jobs.search([("ticket_id", "in", tickets.ids)])
        self.assertEqual(found.ticket_id, other.lines.ticket_ids)

    def test_another_browsers_seats_are_refused(self):
        package = self._lease("1-1")
        self.key = uuid4().hex
        with self.assertRaises(SelectionInvalid):
            self._pay(self._leased_lines(package, "1-1"))

    def test_a_made_up_price_is_refused(self):
        package = self._lease("1-1")
        lines = self._leased_lines(package, "1-1")
        lines[0]["price_unit"] = 1
        with self.assertRaises(PriceChanged):
            self._pay(lines)

    def test_another_number_is_refused(self):
        package = self._lease("1-1", "1-2")
        lines = self._leased_lines(package, "1-1")
        other = self._leased_lines(package, "1-2")
        seats = other[0]["ticket_selection"]["seats"]
        lines[0]["ticket_selection"]["seats"][0]["number"] = seats[0]["number"]
        with self.assertRaises(SelectionInvalid):
            self._pay(lines)

    def test_after_three_days_the_sale_keeps_its_time(self):
        package = self._lease("1-1")
        self._till()
        sold = fields.Datetime.now() + timedelta(hours=2)
        with freeze_time(fields.Datetime.now() + timedelta(days=3)):
            order = self._pay(
                self._leased_lines(package, "1-1"),
                date_order=fields.Datetime.to_string(sold),
            )
        self.assertEqual(order.ticket_offline_at, sold.replace(microsecond=0))
        self.assertEqual(order.date_order, order.ticket_offline_at)
        self.assertEqual(order.lines.ticket_ids.state, "valid")

    def test_after_the_session_the_sale_is_kept_too(self):
        package = self._lease("1-1")
        self._till()
        with freeze_time(self.session.end + timedelta(days=3)):
            order = self._pay(self._leased_lines(package, "1-1"))
        self.assertEqual(len(order.lines.ticket_ids), 1)

    def test_a_wrong_clock_is_kept_as_told_and_the_servers_rules(self):
        package = self._lease("1-1")
        told = fields.Datetime.now() + timedelta(days=400)
        order = self._pay(
            self._leased_lines(package, "1-1"),
            date_order=fields.Datetime.to_string(told),
        )
        self.assertEqual(order.ticket_offline_at, told.replace(microsecond=0))
        self.assertLessEqual(order.date_order, fields.Datetime.now())

    def test_a_gate_may_see_the_ticket_before_the_till_is_back(self):
        package = self._lease("1-1")
        slip = package["places"][0]["slips"][str(self.adult.id)]
        tickets = self.env["ticket.ticket"]
        self.assertTrue(tickets._come_forward(slip["number"], self.company.id))
        ticket = tickets.search([("number", "=", slip["number"])])
        self.assertEqual(
            (ticket.state, ticket.price), ("valid", slip["line"]["unit_total"])
        )
        order = self._pay(self._leased_lines(package, "1-1"))
        self.assertEqual(order.lines.ticket_ids, ticket)

    def test_no_gate_makes_a_ticket_of_a_seat_taken_back(self):
        package = self._lease("1-1")
        slip = package["places"][0]["slips"][str(self.adult.id)]
        self._take_back(package)
        tickets = self.env["ticket.ticket"]
        self.assertFalse(tickets._come_forward(slip["number"], self.company.id))

    def test_sold_offline_can_be_refunded(self):
        package = self._lease("1-1")
        order = self._pay(self._leased_lines(package, "1-1"))
        self._refund(order)
        self.assertEqual(order.lines.ticket_ids.state, "refunded")


@tagged("post_install", "-at_install")
class TestLeaseTakenBack(LeaseCommon):
    """A manager may take seats back without the till's word; no sale is lost by it."""

    def test_taking_back_frees_the_seats_and_is_written_down(self):
        package = self._lease("1-1")
        manager = self._take_back(package)
        lease = self._lease_record(package)
        self.assertEqual(
            (lease.state, lease.closed_by, lease.close_reason),
            ("taken", manager, "The till is broken"),
        )
        self.assertIn("without the till's word", lease.message_ids[0].body)
        self.assertEqual(len(self._take("1-1")["seats"]), 1)

    def test_supervisors_do_not_take_back(self):
        package = self._lease("1-1")
        with self.assertRaises(AccessError):
            self._take_back(package, user=self.supervisor)

    def test_sale_of_a_seat_taken_back_is_kept_for_decision(self):
        package = self._lease("1-1")
        self._take_back(package)
        self._sell_at_till("1-1")
        order = self._pay(self._leased_lines(package, "1-1"))
        slip = self._lease_record(package).slip_ids.filtered("order_line_id")
        self.assertEqual((order.state, slip.state), ("paid", "decide"))
        self.assertFalse(order.lines.ticket_ids)

    def _undecided(self, *keys):
        package = self._lease(*keys)
        self.manager = self._take_back(package)
        order = self._pay(self._leased_lines(package, *keys))
        self.env.flush_all()
        slips = self._lease_record(package).slip_ids.filtered("order_line_id")
        return order, slips.with_user(self.manager)

    def test_the_buyer_gets_the_own_seat_if_it_is_free(self):
        order, slip = self._undecided("1-1")
        slip.action_give_place()
        self.env.invalidate_all()
        ticket = order.lines.ticket_ids
        self.assertEqual(ticket.place_id, self._places("1-1"))
        self.assertEqual((ticket.number, slip.state), (slip.number, "sold"))
        self.assertEqual(ticket.price, order.amount_total)

    def test_the_buyer_gets_another_seat_if_it_is_not(self):
        package = self._lease("1-1")
        manager = self._take_back(package)
        self._sell_at_till("1-1")
        order = self._pay(self._leased_lines(package, "1-1"))
        self.env.flush_all()
        slip = self._lease_record(package).slip_ids.filtered("order_line_id")
        slip.with_user(manager).action_give_place()
        self.env.invalidate_all()
        ticket = order.lines.ticket_ids
        self.assertNotEqual(ticket.place_id, self._places("1-1"))
        self.assertEqual(ticket.zone_id, self._places("1-1").zone_id)

    def test_a_revoked_ticket_is_told_to_gates(self):
        order, slip = self._undecided("1-1")
        slip.action_revoke()
        self.assertEqual(order.lines.ticket_ids.state, "cancelled")
        self.assertEqual(slip.state, "revoked")
        with self.assertRaises(UserError):
            slip.action_revoke()

    def test_cashiers_do_not_decide(self):
        _order, slip = self._undecided("1-1")
        with self.assertRaises(AccessError):
            slip.with_user(self.cashier).action_give_place()
