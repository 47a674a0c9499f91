from datetime import timedelta

from odoo.exceptions import UserError

from .common_money import TicketMoneyCommon


class TicketStrategyCommon(TicketMoneyCommon):
    """The sale with a pricelist, and strategies made in one line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids |= cls.env.ref("product.group_product_pricelist")
        cls.pricelist = cls.env["product.pricelist"].create(
            {"name": "Public", "currency_id": cls.company.currency_id.id}
        )
        cls.customer.property_product_pricelist = cls.pricelist

    @classmethod
    def _strategy(cls, kind="bundle", **values):
        if kind in ("early", "window", "group"):
            values.setdefault("pricelist_ids", [(6, 0, cls.pricelist.ids)])
        return cls.env["ticket.strategy"].create(
            {"name": values.pop("name", kind), "kind": kind, **values}
        )

    @classmethod
    def _add(cls, order, *keys, ticket_type=None, session=None):
        """Put seats into an order."""
        cls.env.flush_all()
        session = session or cls.session
        held = cls.Hold._hold(
            session, "website", place_ids=cls._places(*keys, session=session).ids
        )
        return order._ticket_add(
            cls.Hold._find(held.token),
            {place.id: (ticket_type or cls.adult).id for place in held.places},
        )

    @classmethod
    def _cart(cls, *keys, ticket_type=None):
        order = cls.env["sale.order"].create({"partner_id": cls.customer.id})
        cls._add(order, *keys, ticket_type=ticket_type)
        return order

    @classmethod
    def _other_session(cls, **delay):
        """Another session of the show, a week later."""
        return cls._create_session_on_sale(
            start=cls.session.start + timedelta(**(delay or {"days": 7}))
        )

    @classmethod
    def _enter_code(cls, order, code):
        """What the cart and the back office do with a code; the error, if any."""
        status = order._try_apply_code(code)
        if "error" in status:
            return status["error"]
        for coupon, rewards in status.items():
            try:
                order._apply_program_reward(rewards[:1], coupon)
            except UserError as error:
                return str(error)
        order._update_programs_and_rewards()
        return None
