from odoo import api, fields, models

from odoo.addons.ticket_sale.tools import find_text

KEEP_DAYS = 90


class TicketFindLog(models.Model):
    """Who looked for whose tickets at which till: what was typed is not kept."""

    _name = "ticket.find.log"
    _description = "Look at Somebody's Tickets"
    _order = "id desc"
    _rec_name = "kind"
    _log_access = False

    at = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.uid,
    )
    config_id = fields.Many2one(
        "pos.config",
        string="Till",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="config_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("ticket", "Ticket"),
            ("link", "Link to Tickets"),
            ("order", "Order"),
            ("seat", "Seat"),
            ("phone", "Phone"),
            ("identity", "ID Number"),
            ("name", "Name"),
            ("proof", "Proof at Pick-up"),
            ("voucher", "Voucher at a Kiosk"),
        ],
        string="Looked for by",
        readonly=True,
    )
    is_personal = fields.Boolean(string="Personal", readonly=True)
    found = fields.Integer(string="Orders Found", readonly=True)
    is_refused = fields.Boolean(string="Too Many Looks", readonly=True)

    @api.model
    def _note(self, config, kinds, found=0, refused=False):
        """:param kinds: the kinds asked; the last one is what was found, if any was"""
        return self.sudo().create(
            {
                "config_id": config.id,
                "kind": kinds[-1] if kinds else False,
                "is_personal": any(
                    kind in find_text.PERSONAL or kind == "proof" for kind in kinds
                ),
                "found": found,
                "is_refused": refused,
            }
        )

    @api.autovacuum
    def _gc_old(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DAYS)
        self.search([("at", "<", limit)], limit=10_000).unlink()
