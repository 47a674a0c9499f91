from odoo import api, fields, models

from ..exceptions import RentalUnavailable


class TicketRentalScan(models.TransientModel):
    """Away from the till: what is this thing, and take it back or give it out.

    Money is the till's: a thing with a deposit goes out there, and what a loan owes is
    paid there after its clock was stopped here.
    """

    _name = "ticket.rental.scan"
    _description = "Scan Equipment"

    code = fields.Char(string="Barcode or Card")
    item_id = fields.Many2one("ticket.rental.item", compute="_compute_found")
    loan_id = fields.Many2one("ticket.rental.loan", compute="_compute_found")
    image_128 = fields.Image(related="item_id.image_128")
    currency_id = fields.Many2one(related="item_id.currency_id")
    item_state = fields.Selection(related="item_id.state", string="Item State")
    loan_state = fields.Selection(related="loan_id.state", string="Rental State")
    rate_summary = fields.Char(related="item_id.rate_summary", string="Rate")
    deposit = fields.Monetary(related="item_id.deposit")
    start = fields.Datetime(related="loan_id.start", string="Out Since")
    minutes_now = fields.Integer(related="loan_id.minutes_now")
    charge_now = fields.Monetary(related="loan_id.charge_now")
    partner_id = fields.Many2one("res.partner", string="Customer")
    card = fields.Char(
        string="Customer's Card", help="The IC card that the customer takes along."
    )
    outcome = fields.Selection(
        [("good", "In Order"), ("damaged", "Damaged"), ("lost", "Lost")],
        default="good",
        required=True,
    )
    compensation = fields.Monetary(string="For the Damage")
    note = fields.Char()

    @api.depends("code")
    def _compute_found(self):
        Item = self.env["ticket.rental.item"]
        for scan in self:
            scan.item_id, scan.loan_id = Item._by_code(scan.code, self.env.company)

    def action_give_out(self):
        """:raise RentalUnavailable: a deposit is due, or it is not on the shelf"""
        self.ensure_one()
        self.env["ticket.rental.loan"]._check_cashier()
        if self.item_id.deposit:
            raise RentalUnavailable(
                self.env._("The deposit is taken at the till: scan the item there.")
            )
        loan = self.env["ticket.rental.loan"]._give_out(
            self.item_id, self.partner_id, self.card
        )
        return self._open(loan)

    def action_take_back(self):
        self.ensure_one()
        self.loan_id._check_cashier()
        loan = self.loan_id
        loan._take_back(self.outcome, self.compensation, self.note)
        if not (loan.deposit or loan.charge or loan.compensation):
            loan._settle()
        return self._open(loan)

    def _open(self, loan):
        return {
            "type": "ir.actions.act_window",
            "res_model": loan._name,
            "res_id": loan.id,
            "views": [(False, "form")],
        }
