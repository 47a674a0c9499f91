from odoo import fields, models


class TicketStockLine(models.Model):
    """Why the number of blank tickets in a printer changed.

    Lines are never edited: their sum is the counter of the printer. What is printed is
    one line a day.
    """

    _name = "ticket.stock.line"
    _description = "Ticket Stock Line"
    _order = "date desc, id desc"
    _check_company_auto = True

    printer_id = fields.Many2one(
        "ticket.printer",
        required=True,
        readonly=True,
        check_company=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="printer_id.company_id", store=True, index=True
    )
    date = fields.Date(required=True, readonly=True, default=fields.Date.today)
    kind = fields.Selection(
        [
            ("printed", "Printed"),
            ("refill", "Loaded"),
            ("spoiled", "Spoiled"),
            ("count", "Counted"),
            ("correction", "Taken Out or Put Back"),
        ],
        required=True,
        readonly=True,
    )
    quantity = fields.Integer(
        string="Change",
        readonly=True,
        help="What it did to the counter. Tickets that were printed first and spoiled "
        "after have left the counter before: they change nothing.",
    )
    ticket_count = fields.Integer(string="Tickets", readonly=True)
    balance = fields.Integer(
        string="Left", readonly=True, aggregator=None, help="After this line."
    )
    user_id = fields.Many2one(
        "res.users", string="By", readonly=True, ondelete="restrict"
    )
    job_id = fields.Many2one(
        "ticket.print.job",
        string="Print Job",
        readonly=True,
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
    )
    note = fields.Char(readonly=True)

    _printer_idx = models.Index("(printer_id, date)")
    _printed_day_uniq = models.UniqueIndex(
        "(printer_id, date) WHERE kind = 'printed'",
        "What a printer printed in a day is one line.",
    )
