from datetime import timedelta
from uuid import uuid4

from odoo.fields import Command

from .common_member import TicketPosMemberCommon


class TicketPosPackageCommon(TicketPosMemberCommon):
    """Two evenings in one seat for 600 instead of 760, and a poster in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls._create_session_on_sale(
            start=cls.session.start + timedelta(days=7)
        )
        cls.poster = cls.env["product.product"].create(
            {"name": "Poster", "type": "consu", "list_price": 60, "taxes_id": False}
        )
        cls.series = cls._create_package()

    @classmethod
    def _create_package(cls, goods=False, **values):
        return cls.env["ticket.package"].create(
            {
                "name": "Two evenings",
                "kind": "series",
                "price": 600,
                "type_ids": [Command.create({"type_id": cls.adult.id})],
                "line_ids": [
                    Command.create({"session_id": session.id})
                    for session in (cls.session, cls.second)
                ]
                + ((goods and [Command.create({"product_id": cls.poster.id})]) or []),
                **values,
            }
        )

    def _choice(self, package):
        return [[session.id, self.zone_a.id] for session in package._sessions()]

    def _take_package(self, package=None, **wanted):
        package = package or self.series
        self.env.flush_all()
        reply = self._till().ticket_package_hold(
            package.id, self._choice(package), **wanted
        )
        self.env.invalidate_all()
        return reply

    def _package_lines(self, package, reply):
        lines = []
        for contents in reply["packages"]:
            told = {"package_id": package.id, "key": str(uuid4())}
            for content in contents:
                product = self.env["product.product"].browse(content["product_id"])
                line = self._line_values(
                    product,
                    qty=content["qty"],
                    price_unit=content["price_unit"],
                    ticket_package=told,
                )
                if "seats" in content:
                    line["ticket_selection"] = {
                        "type_id": content["type_id"],
                        "seats": content["seats"],
                    }
                lines.append(line)
        return lines

    def _sell_package(self, package=None, **values):
        package = package or self.series
        lines = self._package_lines(package, self._take_package(package))
        return self._pay(lines, **values)
