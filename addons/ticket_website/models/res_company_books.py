from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_books_years = fields.Integer(
        string="Keep Invoices (years)",
        default=10,
        help="A customer who deletes the account is forgotten at once; name and address "
        "stay so many years after the last invoice, because the law wants it.",
    )

    _ticket_books_years_positive = models.Constraint(
        "CHECK(ticket_books_years >= 0)", "Years cannot be negative."
    )
