from odoo import fields, models
from odoo.fields import Domain

from .ticket_message import CATCH_UP


class TicketMessage(models.Model):
    """Members who may buy before everybody else are told when they may."""

    _inherit = "ticket.message"

    def _collect_on_sale(self):
        result = super()._collect_on_sale()
        now = fields.Datetime.now()
        sessions = self.env["ticket.session"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "presale")
            & Domain("start", ">", now)
            & Domain("slot_plan_id", "=", False)
            & Domain("presale_since", ">", now - CATCH_UP)
        )
        self._note(
            [
                {
                    "partner_id": partner.id,
                    "show_id": show.id,
                    "occasion": f"presale-{show.id}-{opened:%Y%m%d}",
                    "tz": of_show[:1].tz,
                    "valid_until": max(of_show.mapped("start")),
                }
                for show, of_show in sessions.grouped("show_id").items()
                for opened in [min(of_show.mapped("presale_since"))]
                for partner in self._fans(show, opened)
                if of_show._may_buy_in_presale(partner)
            ]
        )
        return result

    def _fans(self, show, before):
        """Who was told in the presale is not told of the sale again."""
        told = (
            self.env["ticket.message.trace"]
            .search(
                Domain("message_id", "=", self.id)
                & Domain("show_id", "=", show.id)
                & Domain("occasion", "=like", "presale-%")
            )
            .partner_id
        )
        return super()._fans(show, before) - told
