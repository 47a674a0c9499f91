from uuid import uuid4

from odoo.tests import new_test_user

from .common import TicketPosCommon


class LeaseCommon(TicketPosCommon):
    """A till that keeps seats for the time when the line is down."""

    def setUp(self):
        super().setUp()
        self.key = uuid4().hex
        self.env.flush_all()

    def _lease(self, *keys, till=None):
        """Lease the seats on the screen; the package as the till gets it."""
        till = till or self._till()
        reply = till.ticket_lease_take(
            type(self).session.id,
            {"key": self.key, "name": "Window 1"},
            {"seat_ids": self._places(*keys).seat_id.ids},
        )
        [package] = reply["leases"]
        return package

    def _leased_lines(self, package, *keys, ticket_type=None, **lease):
        """Order lines as a till makes them from its lease alone."""
        wanted = self._places(*keys).ids
        kind = str((ticket_type or self.adult).id)
        places = [p for p in package["places"] if p["place_id"] in wanted]
        line = places[0]["slips"][kind]["line"]
        return [
            self._line_values(
                self.env["product.product"].browse(line["product_id"]),
                qty=len(places),
                price_unit=line["price_unit"],
                ticket_selection={
                    **line,
                    "lease": {"key": self.key, "printed": True, **lease},
                    "seats": [
                        {
                            "place_id": place["place_id"],
                            "label": place["label"],
                            "number": place["slips"][kind]["number"],
                            "token": "",
                        }
                        for place in places
                    ],
                },
            )
        ]

    def _lease_record(self, package):
        self.env.invalidate_all()
        return self.env["ticket.lease"].browse(package["id"])

    def _take_back(self, package, user=None):
        manager = user or new_test_user(
            self.env, "lease_manager", groups="ticket_sale.group_ticket_manager"
        )
        self.env.flush_all()
        wizard = self.env["ticket.lease.take.back"].with_user(manager)
        wizard.create(
            {"lease_id": package["id"], "reason": "The till is broken"}
        ).action_take_back()
        self.env.flush_all()
        return manager
