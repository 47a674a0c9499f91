from odoo import fields, models


class TicketPackageType(models.Model):
    """How many persons of one ticket type a package is for."""

    _name = "ticket.package.type"
    _description = "Persons in a Package"
    _order = "id"
    _check_company_auto = True

    package_id = fields.Many2one(
        "ticket.package", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="package_id.company_id", store=True)
    type_id = fields.Many2one(
        "ticket.type", required=True, ondelete="restrict", check_company=True
    )
    quantity = fields.Integer(default=1, required=True)

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "There must be at least one person."
    )
    _type_once = models.UniqueIndex(
        "(package_id, type_id)", "This ticket type is in the package already."
    )
