from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import float_round

from ..exceptions import RentalInvalid, RentalUnavailable

#: What a till shows at once; the rest is found by scanning.
SHELF_LIMIT = 200
NOTE_LIMIT = 200


class PosConfig(models.Model):
    """Rental at the counter. As with tickets, the till only wishes: times, prices and
    what a loan owes come from here."""

    _inherit = "pos.config"

    ticket_rental = fields.Boolean(
        string="Rent Equipment",
        help="Give out and take back equipment in this point of sale.",
    )

    @api.model
    def _load_pos_data_read(self, records, config):
        read_records = super()._load_pos_data_read(records, config)
        for record in read_records[:1]:
            record["_rental_product_ids"] = {
                act: product.id for act, product in self._rental_products().items()
            }
        return read_records

    def _get_special_products(self):
        """Deposits and charges are loaded, and nobody touches them."""
        products = super()._get_special_products()
        if self and not any(self.mapped("ticket_rental")):
            return products
        return products.union(*self._rental_products().values())

    @api.model
    def _rental_products(self):
        """The product of each act."""
        deposit, charge, compensation = (
            self.env.ref(f"ticket_pos.product_rental_{name}").sudo().sudo(False)
            for name in ("deposit", "charge", "compensation")
        )
        return {
            "out": deposit,
            "deposit": deposit,
            "charge": charge,
            "compensation": compensation,
        }

    # --- what a till asks ---------------------------------------------------

    def rental_shelf(self):
        """What can go out and what is out, for a cashier who picks by eye."""
        self._rental_check_cashier()
        mine = [("company_id", "=", self.company_id.id)]
        items = self.env["ticket.rental.item"].search(
            [*mine, ("state", "=", "available")], limit=SHELF_LIMIT
        )
        loans = self.env["ticket.rental.loan"].search(
            [*mine, ("state", "in", ("out", "due"))], limit=SHELF_LIMIT, order="start"
        )
        return {
            "items": [self._rental_item_values(item) for item in items],
            "loans": [self._rental_loan_values(loan) for loan in loans],
        }

    def rental_scan(self, code):
        """What a scanned code means: ``{"item"}``, ``{"loan"}`` or False.

        :raise RentalUnavailable: it is known, and neither to go out nor to come back
        """
        self._rental_check_cashier()
        Item = self.env["ticket.rental.item"]
        item, loan = Item._by_code(code, self.company_id)
        if loan:
            return {"loan": self._rental_loan_values(loan)}
        if not item:
            return False
        if item.state != "available":
            states = dict(Item._fields["state"]._description_selection(self.env))
            raise RentalUnavailable(
                self.env._(
                    "%(item)s cannot go out: %(state)s.",
                    item=item.display_name,
                    state=states[item.state],
                )
            )
        return {"item": self._rental_item_values(item)}

    def rental_back(self, loan_id, outcome="good", compensation=0.0, note=None):
        """Stop the clock of a loan and say what goes into the cart."""
        self._rental_check_cashier()
        if outcome not in ("good", "damaged", "lost", "gone"):
            raise RentalInvalid(self.env._("Say how the item came back."))
        if not isinstance(compensation or 0, int | float):
            raise RentalInvalid(self.env._("Enter the amount for the damage."))
        loan = self._rental_loan(loan_id)
        note = str(note or "").strip()[:NOTE_LIMIT]
        loan._take_back(outcome, float(compensation or 0), note)
        return {
            **self._rental_loan_values(loan),
            "lines": [
                {"act": act, "price": price, "qty": qty}
                for act, (price, qty) in self._rental_amounts(loan).items()
            ],
        }

    def rental_resume(self, loan_id):
        """Scanned back by mistake: the clock runs on."""
        self._rental_check_cashier()
        self._rental_loan(loan_id).action_resume()
        return True

    # --- helpers ------------------------------------------------------------

    def _rental_amounts(self, loan):
        """{act: (unit price, quantity)} that ends a loan; the charge always shows, even
        if it is nothing."""
        products = self._rental_products()
        owed = {"charge": (loan.charge, 1)}
        if loan.compensation:
            owed["compensation"] = (loan.compensation, 1)
        if loan.deposit:
            owed["deposit"] = (loan.deposit, -1)
        return {
            act: (self._rental_unit(products[act], amount), quantity)
            for act, (amount, quantity) in owed.items()
        }

    def _rental_unit(self, product, amount):
        """The unit price that comes to ``amount`` with taxes: rates and deposits are
        what the customer pays."""
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        if any(taxes.flatten_taxes_hierarchy().mapped("price_include")):
            return amount
        net = taxes.with_context(force_price_include=True).compute_all(
            amount, self.currency_id, 1.0, product
        )["total_excluded"]
        return float_round(
            net,
            precision_digits=self.env["decimal.precision"].precision_get(
                "Product Price"
            ),
        )

    def _rental_find(self, model, record_id):
        """What a till means by an id: a record of its company, or nothing."""
        return self.env[model].search(
            [
                ("id", "=", record_id if isinstance(record_id, int) else 0),
                ("company_id", "=", self.company_id.id),
            ]
        )

    def _rental_item(self, item_id):
        """:raise RentalInvalid: this company has no such thing"""
        item = self._rental_find("ticket.rental.item", item_id)
        if not item:
            raise RentalInvalid(self.env._("This item is not known any more."))
        return item

    def _rental_loan(self, loan_id):
        """:raise RentalInvalid: this company has no such loan"""
        loan = self._rental_find("ticket.rental.loan", loan_id)
        if not loan:
            raise RentalInvalid(self.env._("This rental is not known any more."))
        return loan

    def _rental_item_values(self, item):
        return {
            "id": item.id,
            "name": item.name,
            "code": item.code,
            "category_id": item.category_id.id,
            "category": item.category_id.name,
            "deposit": item.deposit,
            "terms": item.rate_summary,
            "note": item.note or "",
            "photo": self._rental_photo(item),
        }

    def _rental_loan_values(self, loan):
        return {
            "id": loan.id,
            "name": loan.name,
            "state": loan.state,
            "item": loan.item_id.name,
            "photo": self._rental_photo(loan.item_id),
            "code": loan.item_id.code,
            "customer": loan.partner_id.sudo().name or "",
            "start": loan.start.isoformat(),
            "minutes": loan.minutes_now,
            "charge": loan.charge_now,
            "deposit": loan.deposit,
            "terms": loan.terms_text or "",
            "replacement": loan.item_id.replacement_price,
            "outcome": loan.outcome or "good",
            "compensation": loan.compensation,
            "note": loan.note or "",
        }

    @api.model
    def _rental_photo(self, item):
        """Where the till finds the picture: the thing's own, or its category's."""
        shown = (
            item.with_context(bin_size=True).image_256 and item
        ) or item.category_id
        return f"/web/image/{shown._name}/{shown.id}/image_256"

    def _rental_check_cashier(self):
        """:raise AccessError: not a cashier, or not a till that rents"""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(
                self.env._("Only cashiers give out and take back things.")
            )
        if not self.ticket_rental:
            raise AccessError(
                self.env._("“Rent Equipment” is off in the settings of this till.")
            )
