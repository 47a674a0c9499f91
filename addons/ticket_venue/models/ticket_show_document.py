from odoo import fields, models


class TicketShowDocument(models.Model):
    """A file about a show: the programme for the audience, a rider for the crew."""

    _name = "ticket.show.document"
    _description = "Show Document"
    _order = "sequence, id"

    show_id = fields.Many2one(
        "ticket.show", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(string="Title", required=True, translate=True)
    sequence = fields.Integer(default=10)
    file = fields.Binary(required=True, attachment=True)
    file_name = fields.Char()
    for_audience = fields.Boolean(
        help="Everybody may read it on the show's page. Otherwise it is for staff."
    )
    company_id = fields.Many2one(related="show_id.company_id", store=True, index=True)
