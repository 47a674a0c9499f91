from datetime import timedelta

from odoo import fields

from .common import TicketPosCommon


class TicketRentalCommon(TicketPosCommon):
    """A till that lends wheelchairs: 10 for the first hour, 5 each further one, 40 a
    day at most, 10 minutes free, a deposit of 100."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.config.ticket_rental = True
        cls.products = cls.config._rental_products()
        cls.products["charge"].taxes_id = False
        cls.rate = cls.env["ticket.rental.rate"].create(
            {
                "name": "Wheelchairs",
                "company_id": cls.company.id,
                "free_minutes": 10,
                "first_price": 10,
                "step_price": 5,
                "day_cap": 40,
            }
        )
        cls.category = cls.env["ticket.rental.category"].create(
            {
                "name": "Wheelchairs",
                "company_id": cls.company.id,
                "rate_id": cls.rate.id,
                "deposit": 100,
                "replacement_price": 800,
            }
        )
        cls.chair = cls._create_item()

    @classmethod
    def _create_item(cls, **values):
        return cls.env["ticket.rental.item"].create(
            {
                "name": "Wheelchair 1",
                "code": "WC-001",
                "category_id": cls.category.id,
                **values,
            }
        )

    def _out_line(self, item=None, card=None, **values):
        item = item or self.chair
        return self._line_values(
            self.products["out"],
            price_unit=item.deposit,
            ticket_rental={"act": "out", "item_id": item.id, "card": card},
            **values,
        )

    def _lend(self, item=None, **values):
        """Out through the till; the loan."""
        order = self._pay([self._out_line(item, **values)])
        return order.lines.ticket_rental_loan_id

    def _lend_for(self, minutes, **values):
        loan = self._lend(**values)
        loan.sudo().start = fields.Datetime.now() - timedelta(minutes=minutes)
        return loan

    def _back_lines(self, reply):
        """The cart that the till makes of what ``rental_back`` answers."""
        return [
            self._line_values(
                self.products[line["act"]],
                qty=line["qty"],
                price_unit=line["price"],
                ticket_rental={"act": line["act"], "loan_id": reply["id"]},
            )
            for line in reply["lines"]
        ]

    def _bring_back(self, loan, **values):
        reply = self._till().rental_back(loan.id, **values)
        return self._pay(self._back_lines(reply))
