from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_money import TicketMoneyCommon

#: group of each role; the last three are nobody's staff
ROLES = {
    "admin": "ticket_venue.group_ticket_admin",
    "manager": "ticket_sale.group_ticket_manager",
    "supervisor": "ticket_sale.group_ticket_supervisor",
    "cashier": "ticket_sale.group_ticket_cashier",
    "finance": "ticket_sale.group_ticket_finance",
    "editor": "ticket_venue.group_ticket_editor",
    "reader": "ticket_venue.group_ticket_user",
    "employee": "base.group_user",
    "portal": "base.group_portal",
    "public": "base.group_public",
}
STAFF = {"admin", "manager", "supervisor", "cashier", "finance", "editor", "reader"}
EDITORS = {"admin", "manager", "editor"}
MANAGERS = {"admin", "manager"}
SUPERVISORS = {"admin", "manager", "supervisor"}
SELLERS = SUPERVISORS | {"cashier"}
BOOKS = {"admin", "manager", "finance"}
ADMIN = {"admin"}
NOBODY = set()

#: model: who may read, write, create, delete it; everybody else may not
RIGHTS = {
    "ticket.venue": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.hall": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.show": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.session": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.genre": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.tag": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.artist": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.cast": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.picture": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.show.document": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.season": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.season.import": (EDITORS,) * 4,
    "ticket.season.import.hall": (EDITORS,) * 4,
    "ticket.season.copy": (EDITORS,) * 4,
    "ticket.season.copy.line": (EDITORS,) * 4,
    "ticket.seat.import.job": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.seat.map.import": (EDITORS,) * 4,
    "ticket.seat.map.import.column": (EDITORS,) * 4,
    "ticket.seat.map.export": (EDITORS,) * 4,
    "ticket.seat.numbering": (EDITORS,) * 4,
    "ticket.session.repeat": (EDITORS,) * 4,
    "ticket.session.repeat.time": (EDITORS,) * 4,
    "ticket.session.repeat.exception": (EDITORS,) * 4,
    "ticket.session.repeat.line": (EDITORS,) * 4,
    "ticket.slot.plan": (STAFF, EDITORS, EDITORS, ADMIN),
    "ticket.slot.opening": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.slot.closure": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.slot.capacity": (EDITORS,) * 4,
    "ticket.seat.map": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.seat.section": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.seat": (STAFF, EDITORS, EDITORS, EDITORS),
    "ticket.seat.kind": (STAFF, ADMIN, ADMIN, ADMIN),
    "ticket.type.group": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.type": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price.plan": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.zone": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.session.price": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price.change": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price.rule": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price.rule.step": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.price.reached": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.price.log": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.face": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.place": (STAFF, SUPERVISORS, NOBODY, NOBODY),
    "ticket.place.log": (SELLERS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.allotment": (STAFF, SUPERVISORS, SUPERVISORS, MANAGERS),
    "ticket.hold": (SELLERS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.ticket": (SELLERS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.holder": (SELLERS, NOBODY, NOBODY, NOBODY),
    "ticket.holder.bind": (SUPERVISORS,) * 4,
    "ticket.holder.bind.line": (SUPERVISORS,) * 4,
    "ticket.cap": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.limit": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.limit.tier": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.public.share": (SUPERVISORS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.throttle": (ADMIN, NOBODY, NOBODY, NOBODY),
    "ticket.bulk": (SUPERVISORS,) * 4,
    "ticket.timeline": (SELLERS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.approval.rule": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.approval.step": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.approval": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.approval.reject": (STAFF,) * 4,
    "ticket.face.import": (MANAGERS,) * 4,
    "ticket.voucher.type": (SELLERS, MANAGERS, MANAGERS, MANAGERS),
    "ticket.voucher": (SELLERS, MANAGERS, MANAGERS, NOBODY),
    "ticket.voucher.make": (MANAGERS, MANAGERS, MANAGERS, NOBODY),
    "ticket.message": (SUPERVISORS, MANAGERS, MANAGERS, NOBODY),
    "ticket.message.trace": (SUPERVISORS, NOBODY, NOBODY, NOBODY),
    "ticket.link": (SELLERS, SELLERS, SELLERS, NOBODY),
    "ticket.link.send": (SELLERS, SELLERS, SELLERS, NOBODY),
    "ticket.pass.certificate": (ADMIN,) * 4,
    "ticket.signing.key": (ADMIN, ADMIN, ADMIN, NOBODY),
    "ticket.membership.tier": (STAFF, MANAGERS, MANAGERS, ADMIN),
    "ticket.membership": (STAFF, SUPERVISORS, SUPERVISORS, NOBODY),
    "ticket.membership.term": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.membership.sell": (SUPERVISORS,) * 4,
    "ticket.package": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.package.line": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.package.type": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.package.sale": (SELLERS | {"finance"}, MANAGERS, NOBODY, NOBODY),
    "ticket.package.sell": (SUPERVISORS,) * 4,
    "ticket.package.sell.line": (SUPERVISORS,) * 4,
    "ticket.package.renewal": (SELLERS, MANAGERS, MANAGERS, MANAGERS),
    "ticket.package.renewal.line": (SELLERS, MANAGERS, MANAGERS, MANAGERS),
    "ticket.strategy": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.strategy.use": (SUPERVISORS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.reservation": (SELLERS, SUPERVISORS, SUPERVISORS, NOBODY),
    "ticket.waiting": (SELLERS, SUPERVISORS, SUPERVISORS, NOBODY),
    "ticket.place.lock": (SUPERVISORS,) * 4,
    "ticket.allotment.make": (SUPERVISORS,) * 4,
    "ticket.reservation.make": (SUPERVISORS,) * 4,
    "ticket.reservation.move": (SUPERVISORS,) * 4,
    "ticket.reservation.order": (SUPERVISORS,) * 4,
    "ticket.reservation.order.line": (SUPERVISORS,) * 4,
    "ticket.refund": (SUPERVISORS,) * 4,
    "ticket.exchange": (SUPERVISORS,) * 4,
    "ticket.exchange.line": (SUPERVISORS,) * 4,
    "ticket.session.change": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.session.postpone": (EDITORS,) * 4,
    "ticket.revision.move": (MANAGERS,) * 4,
    "ticket.revision.move.line": (MANAGERS,) * 4,
    "ticket.session.move": (MANAGERS,) * 4,
    "ticket.session.move.line": (MANAGERS,) * 4,
    "ticket.refund.policy": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.refund.step": (STAFF, MANAGERS, MANAGERS, MANAGERS),
    "ticket.venue.report": (STAFF, NOBODY, NOBODY, NOBODY),
    "ticket.sale.report": (SUPERVISORS | {"finance"}, NOBODY, NOBODY, NOBODY),
    "ticket.advance.report": (BOOKS, NOBODY, NOBODY, NOBODY),
    "ticket.advance.proof": (BOOKS,) * 4,
}
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestSecurity(TicketMoneyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(cls.env, f"role_{role}", group)
            for role, group in ROLES.items()
        }

    def _as(self, role, records):
        return records.with_user(self.users[role])

    def test_every_role_has_its_rights_and_no_more(self):
        wrong = [
            f"{role} {'may not' if role in allowed else 'may'} {operation} {model}"
            for model, columns in RIGHTS.items()
            for operation, allowed in zip(OPERATIONS, columns, strict=True)
            for role, user in self.users.items()
            if self.env[model].with_user(user).has_access(operation)
            != (role in allowed or self._granted_by_a_channel(model, operation, user))
        ]
        self.assertFalse(wrong)

    def _granted_by_a_channel(self, model, operation, user):
        """Channels may give more: customers see their own tickets in the web shop."""
        lines = self.env["ir.model.access"].search(
            [("model_id.model", "=", model), (f"perm_{operation}", "=", True)]
        )
        modules = {
            line: name.split(".")[0]
            for line, name in zip(lines, lines.get_external_id().values(), strict=True)
        }
        return any(
            modules[line] not in ("ticket_venue", "ticket_sale")
            and line.group_id in user.all_group_ids
            for line in lines
        )

    def test_every_model_is_in_the_table(self):
        models = self.env["ir.model"].search([("model", "=like", "ticket.%")])
        ours = {
            model.model
            for model in models
            if not model.abstract
            and set(model.modules.split(", ")) & {"ticket_venue", "ticket_sale"}
            and model.access_ids
        }
        self.assertEqual(ours - RIGHTS.keys(), set())

    def test_manager_and_finance_export_to_xlsx(self):
        for role in ("admin", "manager", "finance"):
            self.assertTrue(self.users[role].has_group("base.group_allow_export"), role)

    def test_finance_sees_the_journal_items(self):
        items = self._as("finance", self.env["account.move.line"])
        self.assertTrue(items.has_access("read"))
        for role in ("editor", "employee"):
            items = self._as(role, self.env["account.move.line"])
            self.assertFalse(items.has_access("read"), role)

    def test_only_managers_and_finance_play_a_session(self):
        for role in ("editor", "supervisor", "cashier", "employee"):
            with self.assertRaises(AccessError):
                self._as(role, self.session).action_play()
        self.assertEqual(self.session.state, "on_sale")

    def test_finance_plays_a_session(self):
        self._invoice(self._sell("1-1"))
        self._as("finance", self.session).action_play()
        self.assertEqual(self.session.state, "played")
        self.assertEqual(self.session.revenue_amount, 380.0)

    def test_manager_without_accounting_rights_plays_a_session(self):
        self._invoice(self._sell("1-1"))
        self._as("manager", self.session).action_play()
        self.assertEqual(self.session.revenue_move_ids.mapped("state"), ["posted"])

    def test_money_of_a_session_is_for_managers_and_finance(self):
        for role in ("cashier", "editor", "supervisor"):
            with self.assertRaises(AccessError):
                self._as(role, self.session).read(["revenue_amount"])
        for role in ("manager", "finance"):
            self._as(role, self.session).read(["revenue_amount", "advance_amount"])

    def test_proof_opens_for_finance_and_manager(self):
        for role in ("finance", "manager"):
            proofs = self._as(role, self.env["ticket.advance.proof"])
            proof = proofs.browse(proofs.action_open()["res_id"])
            self.assertEqual(proof.company_id, self.company)
            self.assertTrue(proof.proven, role)

    def test_figures_of_today_are_refused_to_cashiers(self):
        for role in ("cashier", "editor", "employee", "portal", "public"):
            with self.assertRaises(AccessError):
                self._as(role, self.env["ticket.today"]).get_figures()
        for role in ("supervisor", "manager", "finance"):
            figures = self._as(role, self.env["ticket.today"]).get_figures()
            self.assertEqual(figures["period"], "today")

    def test_signing_secret_is_hidden_even_from_the_ticket_admin(self):
        key = self.env["ticket.signing.key"]._current(self.company)
        with self.assertRaises(AccessError):
            self._as("admin", key).read(["private_key"])

    def test_verbs_of_the_engine_are_not_callable_from_outside(self):
        for model, method in (
            ("ticket.hold", "_issue"),
            ("ticket.hold", "_hold"),
            ("ticket.ticket", "_void"),
            ("ticket.ticket", "_book"),
            ("ticket.membership", "_activate_for"),
            ("ticket.session", "_recognise_revenue"),
        ):
            self.assertTrue(method.startswith("_"))
            self.assertTrue(callable(getattr(self.env[model], method)))

    def test_cashier_may_not_freeze_or_sell_memberships(self):
        with self.assertRaises(AccessError):
            self._as("cashier", self.env["ticket.membership.sell"]).create(
                {"partner_id": self.customer.id}
            )
