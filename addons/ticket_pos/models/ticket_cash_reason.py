from odoo import api, fields, models


class TicketCashReason(models.Model):
    """Why cash was put into a drawer, taken out of it, or is not what it should be."""

    _name = "ticket.cash.reason"
    _description = "Reason for Cash Moves"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("in", "Cash in"),
            ("out", "Cash out"),
            ("difference", "Difference at closing"),
        ],
        required=True,
        default="out",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    needs_note = fields.Boolean(
        string="Ask for a Note",
        help="The cashier must write what happened, such as the number of the bank's bag.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE(name, kind)", "There is a reason of this name already."
    )

    @api.model
    def _till_values(self):
        """The reasons as a till offers them."""
        return self.search_read([("active", "=", True)], ["name", "kind", "needs_note"])

    @api.model
    def _chosen(self, reason_id, kind, note):
        """The reason that a till names, if it is one for this.

        :return: an empty recordset if it is not, or if its note is missing
        """
        reason = self.browse(reason_id if isinstance(reason_id, int) else ()).exists()
        if reason.kind != kind or (reason.needs_note and not (note or "").strip()):
            return self.browse()
        return reason
