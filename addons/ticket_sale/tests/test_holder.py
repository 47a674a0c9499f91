from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..exceptions import HolderInvalid, HolderMissing, HolderTaken, LimitReached
from .common_rules import TicketRulesCommon, cn_number


@tagged("post_install", "-at_install")
class TestHolder(TicketRulesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.real_name = True
        cls.Holder = cls.env["ticket.holder"]

    def _sell_named(self, *keys, first=700):
        held = self._hold_places(*keys, partner=self.customer)
        order = self._order(held, confirm=False)
        self._name(held, *(self._person(first + i) for i in range(len(keys))))
        order.action_confirm()
        return order

    def test_ticket_for_a_named_person_is_not_sold_without_a_name(self):
        held = self._hold_places("1-1", "1-2", partner=self.customer)
        order = self._order(held, confirm=False)
        with self.assertRaises(HolderMissing) as caught:
            order._ticket_check_before_payment()
        self.assertEqual(len(caught.exception.details["places"]), 2)
        with self.assertRaises(HolderMissing):
            order.action_confirm()

    def test_type_alone_may_ask_for_a_name(self):
        self.session.real_name = False
        self.child.real_name = True
        self._sell("1-1")
        with self.assertRaises(HolderMissing):
            self._sell("1-2", ticket_type=self.child)

    def test_person_gets_the_ticket_and_is_shown_masked(self):
        ticket = self._sell_named("1-1").ticket_ids
        holder = ticket.holder_ids
        self.assertEqual(ticket.holder_name, "L* H**")
        self.assertEqual(
            (holder.state, holder.shown_name, holder.shown_number),
            ("sold", "L* H**", f"****{cn_number(700)[-4:]}"),
        )

    def test_number_is_hashed_with_a_key_and_sealed(self):
        holder = self._sell_named("1-1").ticket_ids.holder_ids
        self.assertEqual(len(holder.number_hash), 64)
        self.assertNotIn(cn_number(700), holder.number_sealed)
        self.assertEqual(holder._number(), cn_number(700))

    def test_wrong_entries_are_all_told_at_once(self):
        held = self._hold_places("1-1", "1-2", "1-3")
        places = [place.id for place in held.places]
        with self.assertRaises(HolderInvalid) as caught:
            self._name(
                held,
                self._person(name=" "),
                self._person(number="110101199003077710"),
                self._person(document="library"),
            )
        self.assertEqual(
            caught.exception.details["errors"],
            {
                places[0]: {"name": "empty"},
                places[1]: {"number": "check"},
                places[2]: {"document": "document"},
            },
        )
        self.assertFalse(self.Holder.search([("session_id", "=", self.session.id)]))

    def test_one_number_twice_in_one_cart_is_refused(self):
        held = self._hold_places("1-1", "1-2")
        with self.assertRaises(HolderInvalid):
            self._name(held, self._person(), self._person(name="Li Ming"))

    def test_one_person_has_one_ticket_a_session(self):
        self._sell_named("1-1")
        held = self._hold_places("1-2")
        with self.assertRaises(HolderTaken) as caught:
            self._name(held, self._person(700))
        self.assertEqual(caught.exception.details["places"], [held.places[0].id])

    def test_person_in_another_cart_is_taken_until_that_cart_ends(self):
        first = self._hold_places("1-1")
        self._name(first, self._person())
        second = self._hold_places("1-2")
        with self.assertRaises(HolderTaken):
            self._name(second, self._person())
        self._expire(first)
        self._name(second, self._person())

    def test_person_may_buy_the_next_session(self):
        self._sell_named("1-1")
        second = self._create_next_session(real_name=True)
        self.env.flush_all()
        held = self.Hold._hold(
            second, "website", place_ids=self._places("1-1", session=second).ids
        )
        self._name(held, self._person(700))

    def test_refund_frees_the_person(self):
        order = self._sell_named("1-1")
        order.ticket_ids._void("refunded", "ill")
        self.env.flush_all()
        self.assertEqual(order.ticket_ids.holder_ids.state, "void")
        self._name(self._hold_places("1-2"), self._person(700))

    def test_entry_can_be_corrected_before_payment(self):
        held = self._hold_places("1-1")
        self._name(held, self._person(700))
        self._name(held, self._person(701))
        holder = self.Holder.search([("hold_id", "=", held.hold_id)])
        self.assertEqual(holder._number(), cn_number(701))

    def test_age_of_the_type_is_checked_by_the_number(self):
        self.child.age_to = 12
        held = self._hold_places("1-1", types=self.child)
        with self.assertRaises(HolderInvalid) as caught:
            self._name(held, self._person())
        errors = caught.exception.details["errors"]
        self.assertEqual(errors, {held.places[0].id: {"number": "age"}})
        young = fields.Date.today() - timedelta(days=3000)
        self._name(held, self._person(number=cn_number(birth=young.strftime("%Y%m%d"))))

    def test_limit_per_number_counts_over_the_show(self):
        self._limit(1, subject="identity", per="show")
        self._sell_named("1-1")
        second = self._create_next_session(real_name=True)
        self.env.flush_all()
        held = self.Hold._hold(
            second, "distributor", place_ids=self._places("1-1", session=second).ids
        )
        with self.assertRaises(LimitReached):
            self._name(held, self._person(700))

    def test_person_follows_an_exchanged_ticket(self):
        old = self._sell_named("1-1").ticket_ids
        new, _documents = old._exchange(self._places("2-1"), reason="better seat")
        self.assertEqual(new.holder_ids._number(), cn_number(700))
        self.assertEqual(new.holder_name, "L* H**")
        self.assertFalse(old.holder_ids)
        with self.assertRaises(HolderTaken):
            self._name(self._hold_places("1-2"), self._person(700))

    def test_back_office_may_name_later_until_a_day_before(self):
        held = self._hold_places("1-1", channel="backoffice")
        order = self._order(held)
        self.assertTrue(order.ticket_ids.needs_name)
        soon = fields.Datetime.now() + timedelta(hours=5)
        self.session.write({"start": soon, "end": soon + timedelta(hours=2)})
        held = self._hold_places("1-2", channel="backoffice")
        with self.assertRaises(HolderMissing):
            self._order(held)

    def test_supervisor_names_tickets_sold_without_a_name(self):
        order = self._order(self._hold_places("1-1", channel="backoffice"))
        wizard = (
            self.env["ticket.holder.bind"]
            .with_context(active_model="ticket.ticket", active_ids=order.ticket_ids.ids)
            .create({})
        )
        wizard.line_ids.write({"name": "王伟", "number": cn_number(800)})
        wizard.action_bind()
        self.env.invalidate_all()
        self.assertFalse(order.ticket_ids.needs_name)
        self.assertEqual(order.ticket_ids.holder_ids.shown_name, "王*")
        with self.assertRaises(UserError):
            wizard.action_bind()

    def test_persons_are_erased_after_their_session(self):
        self.company.ticket_identity_days = 30
        ticket = self._sell_named("1-1").ticket_ids
        holder = ticket.holder_ids
        self._run_cron("ticket_sale.ir_cron_forget_holders")
        self.assertEqual(holder.state, "sold")
        past = fields.Datetime.now() - timedelta(days=31)
        self.session.write({"start": past - timedelta(hours=3), "end": past})
        self._run_cron("ticket_sale.ir_cron_forget_holders")
        self.assertEqual(holder.state, "erased")
        for name in ("name", "shown_name", "last_four", "number_hash", "number_sealed"):
            self.assertFalse(holder[name], name)
        self.assertFalse(ticket.holder_name)

    def test_names_of_sales_that_never_happened_are_forgotten(self):
        held = self._hold_places("1-1")
        self._name(held, self._person())
        self._expire(held)
        holder = self.Holder.search([("hold_id", "=", held.hold_id)])
        self.env.cr.execute(
            "UPDATE ticket_holder SET create_date = create_date - interval '2 days' "
            "WHERE id = %s",
            [holder.id],
        )
        self._run_cron("ticket_sale.ir_cron_forget_holders")
        self.assertFalse(holder.exists())

    def test_whole_number_finds_the_ticket_and_a_part_does_not(self):
        holder = self._sell_named("1-1").ticket_ids.holder_ids
        found = self.Holder.search([("shown_number", "ilike", cn_number(700))])
        self.assertEqual(found, holder)
        self.assertFalse(self.Holder.search([("shown_number", "ilike", "110101")]))

    def test_only_those_with_the_right_read_numbers_and_it_is_written_down(self):
        holder = self._sell_named("1-1").ticket_ids.holder_ids
        cashier = new_test_user(
            self.env, "limit_cashier", groups="ticket_sale.group_ticket_manager"
        )
        reader = new_test_user(
            self.env, "limit_reader", groups="ticket_sale.group_ticket_identity"
        )
        self.assertEqual(holder.with_user(cashier).shown_name, "L* H**")
        for field in ("name", "number_hash", "number_sealed"):
            with self.assertRaises(AccessError), mute_logger("odoo.models"):
                holder.with_user(cashier).read([field])
        with self.assertRaises(AccessError):
            holder.with_user(cashier).action_reveal()
        answer = holder.with_user(reader).action_reveal()
        self.assertEqual(answer["params"]["message"], cn_number(700))
        self.assertEqual(holder.seen_by_id, reader)

    def test_holders_of_another_company_are_hidden(self):
        holder = self._sell_named("1-1").ticket_ids.holder_ids
        company = self.env["res.company"].create({"name": "Other House"})
        stranger = new_test_user(
            self.env,
            "limit_stranger",
            groups="ticket_sale.group_ticket_manager,ticket_sale.group_ticket_identity",
            company_id=company.id,
            company_ids=[company.id],
        )
        self.assertFalse(
            self.Holder.with_user(stranger).search([("id", "=", holder.id)])
        )
        for model in ("ticket.cap", "ticket.limit", "ticket.public.share"):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
        with self.assertRaises(AccessError):
            holder.with_user(stranger).action_reveal()

    def test_roles_that_set_rules(self):
        for role, may in (("cashier", False), ("supervisor", False), ("manager", True)):
            user = new_test_user(
                self.env, f"rules_{role}", groups=f"ticket_sale.group_ticket_{role}"
            )
            for model in ("ticket.cap", "ticket.limit", "ticket.limit.tier"):
                records = self.env[model].with_user(user)
                self.assertTrue(records.has_access("read"), f"{role} {model}")
                self.assertEqual(records.has_access("create"), may, f"{role} {model}")
            self.assertFalse(self.Holder.with_user(user).has_access("write"))
