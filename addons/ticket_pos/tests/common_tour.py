from odoo.tests import HttpCase

from .common import TicketPosCommon


class TicketPosTourCommon(TicketPosCommon, HttpCase):
    """The counter in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier.password = "till_cashier"
        cls.supervisor.password = "till_supervisor"
        cls.show.name = "Swan Lake"
        cls.env["ticket.session"].search(
            [("id", "!=", cls.session.id), ("state", "in", ("on_sale", "presale"))]
        ).action_pause()

    def setUp(self):
        super().setUp()
        self.session = None  # HttpCase keeps the web session under this name

    def _tour(self, name, login="till_cashier"):
        config = self.config
        config.with_user(
            self.env["res.users"].search([("login", "=", login)])
        ).open_ui()
        self.start_tour(f"/pos/ui/{config.id}?from_backend=1", name, login=login)
        self.env.invalidate_all()

    def _last_order(self):
        return self.env["pos.order"].search(
            [("config_id", "=", self.config.id)], order="id desc", limit=1
        )
