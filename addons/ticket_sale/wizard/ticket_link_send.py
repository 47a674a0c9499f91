from odoo import api, fields, models


class TicketLinkSend(models.TransientModel):
    """Hand tickets on: by SMS, or as an address to be copied."""

    _name = "ticket.link.send"
    _description = "Send Tickets to a Phone"

    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", required=True)
    phone = fields.Char(
        string="Phone Number",
        compute="_compute_phone",
        store=True,
        readonly=False,
        help="The tickets' customer, or whom they want to give the tickets to.",
    )
    expires_at = fields.Datetime(
        string="Good until",
        help="Empty: until the morning after the last session.",
    )

    @api.depends("ticket_ids")
    def _compute_phone(self):
        for wizard in self:
            partners = wizard.ticket_ids.partner_id
            wizard.phone = partners.phone if len(partners) == 1 else False

    def action_send(self):
        """Make a link and send it."""
        link = self._make_link()
        link._send_sms(self.phone)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The tickets go to %(phone)s.", phone=link.phone),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_make(self):
        """Make a link and show it, to be copied."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.link",
            "res_id": self._make_link().id,
            "view_mode": "form",
        }

    def _make_link(self):
        self.ensure_one()
        self.ticket_ids.check_access("read")
        return self.env["ticket.link"]._share(self.ticket_ids, self.expires_at)
