from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, consteq

#: A till speaks every minute; after so long it is said to be silent.
SILENT_AFTER = timedelta(minutes=15)


class TicketLease(models.Model):
    """Places of a session that one till may sell while it cannot reach the server.

    The places are ``reserved`` by a hold that never ends by itself: nobody else sells
    them, whatever becomes of the till. They come back when the till says that it has
    not sold them, or when a manager decides without its word.
    """

    _name = "ticket.lease"
    _description = "Offline Seats of a Till"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    config_id = fields.Many2one(
        "pos.config",
        string="Till",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    session_id = fields.Many2one(
        "ticket.session",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    hold_id = fields.Many2one(
        "ticket.hold", required=True, readonly=True, ondelete="restrict", index=True
    )
    device_key = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Known to the one browser that may sell these places.",
    )
    device_name = fields.Char(string="Device", readonly=True)
    state = fields.Selection(
        [
            ("active", "With the Till"),
            ("returned", "Given Back"),
            ("taken", "Taken Back"),
        ],
        required=True,
        readonly=True,
        default="active",
        tracking=True,
    )
    seen_at = fields.Datetime(
        string="Last Word",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="When the till last spoke with the server about these places.",
    )
    is_silent = fields.Boolean(
        string="Silent", compute="_compute_is_silent", search="_search_is_silent"
    )
    told_count = fields.Integer(
        string="Waiting at the Till",
        readonly=True,
        help="Tickets sold offline that the till had not sent yet at its last word.",
    )
    prepared_at = fields.Datetime(
        readonly=True, help="Since when the till has the prices it sells at."
    )
    closed_at = fields.Datetime(readonly=True)
    closed_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    close_reason = fields.Char(string="Reason", readonly=True)
    slip_ids = fields.One2many("ticket.lease.slip", "lease_id", string="Tickets")
    place_ids = fields.Many2many("ticket.place", readonly=True, string="Places")
    place_count = fields.Integer(compute="_compute_counts", string="Places Leased")
    left_count = fields.Integer(compute="_compute_counts", string="Left")
    sold_count = fields.Integer(compute="_compute_counts", string="Sold")
    decide_count = fields.Integer(compute="_compute_counts", string="To Decide")

    @api.depends("config_id", "session_id")
    def _compute_display_name(self):
        for lease in self:
            lease.display_name = (
                f"{lease.config_id.display_name} · {lease.session_id.display_name}"
            )

    @api.depends("seen_at", "state")
    def _compute_is_silent(self):
        limit = fields.Datetime.now() - SILENT_AFTER
        for lease in self:
            lease.is_silent = lease.state == "active" and lease.seen_at < limit

    @api.model
    def _search_is_silent(self, operator, value):
        if operator != "in":
            return NotImplemented  # Odoo then rewrites the operator to "in"
        limit = fields.Datetime.now() - SILENT_AFTER
        silent = fields.Domain("state", "=", "active") & fields.Domain(
            "seen_at", "<", limit
        )
        return silent if True in value else ~silent

    def _compute_counts(self):
        counts = {
            (lease, state): count
            for lease, state, count in self.env["ticket.lease.slip"]._read_group(
                [("lease_id", "in", self.ids), ("state", "in", ("sold", "decide"))],
                ["lease_id", "state"],
                ["__count"],
            )
        }
        for lease in self:
            lease.place_count = len(lease.place_ids)
            lease.left_count = len(lease._places_left())
            lease.sold_count = counts.get((lease, "sold"), 0)
            lease.decide_count = counts.get((lease, "decide"), 0)

    def _places_left(self):
        """The places, with sudo, that the till may still sell."""
        self.ensure_one()
        lease_sudo = self.sudo()
        return lease_sudo.place_ids.filtered(
            lambda place: (
                place.state == "reserved" and place.hold_id == lease_sudo.hold_id
            )
        )

    # --- actions --------------------------------------------------------------

    def action_take_back(self):
        """Ask for the manager's word, and tell the risk."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take the Seats Back"),
            "res_model": "ticket.lease.take.back",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lease_id": self.id},
        }

    def action_view_slips(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sold Offline"),
            "res_model": "ticket.lease.slip",
            "view_mode": "list,form",
            "domain": [("lease_id", "=", self.id), ("state", "!=", "prepared")],
        }

    # --- verbs ----------------------------------------------------------------

    @api.model
    def _of_device(self, config, device_key):
        """The leases, with sudo, that this till keeps in this browser."""
        leases_sudo = self.sudo().search(
            [("config_id", "=", config.id), ("state", "=", "active")], order="id"
        )
        return leases_sudo.filtered(
            lambda lease: consteq(lease.device_key, device_key or "")
        )

    def _lock(self):
        """Selling, giving back and taking back come one after the other."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "SELECT id FROM ticket_lease WHERE id = ANY(%s) "
                "ORDER BY id FOR NO KEY UPDATE",
                self.ids,
            )
        )
        self.invalidate_recordset()

    def _close(self, state, reason):
        """Give back what is not sold, in the current transaction.

        :param state: ``returned`` by the till's word, ``taken`` without it
        """
        if not self:
            return
        self._lock()
        for lease in self.filtered(lambda lease: lease.state == "active"):
            lease.hold_id.sudo()._free("released", reason)
            lease.write(
                {
                    "state": state,
                    "closed_at": fields.Datetime.now(),
                    "closed_by": self.env.uid,
                    "close_reason": reason,
                }
            )
