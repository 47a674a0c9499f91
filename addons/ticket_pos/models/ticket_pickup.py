from odoo import api, fields, models

PROOFS = [
    ("ticket", "Ticket scanned"),
    ("link", "Link on the phone"),
    ("phone", "Phone number"),
    ("identity", "ID number"),
    ("document", "ID document seen"),
]
#: So long it is kept by name who came.
NAME_DAYS = 90


class TicketPickup(models.Model):
    """Tickets that were sold elsewhere and handed out at a till: to whom, by whom, and by
    what it was known that they may have them."""

    _name = "ticket.pickup"
    _description = "Pick-up of Tickets"
    _order = "id desc"
    _rec_name = "reference"

    at = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    reference = fields.Char(string="Order", readonly=True, index="btree_not_null")
    ticket_ids = fields.One2many(
        "ticket.ticket", "pickup_id", string="Tickets", readonly=True
    )
    ticket_count = fields.Integer(compute="_compute_ticket_count")
    proof = fields.Selection(PROOFS, string="Known by", required=True, readonly=True)
    collector = fields.Char(
        string="Collected by",
        readonly=True,
        help="Empty: the buyer. Names are deleted after some months.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Handed out by",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.uid,
    )
    config_id = fields.Many2one(
        "pos.config", string="Till", readonly=True, ondelete="set null"
    )
    pos_session_id = fields.Many2one(
        "pos.session",
        string="Shift",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )

    @api.depends("ticket_ids")
    def _compute_ticket_count(self):
        for pickup in self:
            pickup.ticket_count = len(pickup.ticket_ids)

    def _find_values(self):
        """What a till shows of it: a name behind it is nobody's business any more."""
        self.ensure_one()
        proofs = dict(self._fields["proof"]._description_selection(self.env))
        return {
            "at": self.at.isoformat(),
            "by": self.user_id.name,
            "till": self.config_id.name or "",
            "who": self.collector or self.env._("the buyer"),
            "proof": proofs[self.proof],
        }

    @api.autovacuum
    def _gc_names(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=NAME_DAYS)
        self.search([("at", "<", limit), ("collector", "!=", False)]).collector = False
