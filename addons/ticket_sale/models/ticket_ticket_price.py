from markupsafe import Markup, escape

from odoo import api, fields, models


class TicketTicket(models.Model):
    """The price at the sale is frozen: the list price of that moment, and how it became
    what was paid."""

    _inherit = "ticket.ticket"

    list_price = fields.Monetary(
        currency_field="company_currency_id",
        readonly=True,
        help="The list price at the moment of the sale.",
    )
    price_steps = fields.Json(readonly=True)
    price_explanation = fields.Html(
        string="How the Price Came About", compute="_compute_price_explanation"
    )

    @api.depends("price_steps")
    @api.depends_context("lang")
    def _compute_price_explanation(self):
        for ticket in self:
            lines = self.env["ticket.hold"]._explain_price(ticket.price_steps)
            ticket.price_explanation = price_table(lines)

    @api.model
    def _make(self, hold, items):
        """Channels that quote give the list price; for others it is looked up."""
        if all("list_price" in item for item in items):
            return super()._make(hold, items)
        session_sudo = hold.session_id.sudo()
        sheet = session_sudo._price_sheets()[session_sudo]
        zones = {
            place.id: place.zone_id.id
            for place in self.env["ticket.place"]
            .sudo()
            .browse(item["place_id"] for item in items)
        }
        frozen = {}
        for item in items:
            key = (zones[item["place_id"]], item["type_id"])
            if key not in frozen:
                frozen[key] = self._frozen_price(session_sudo, sheet.get(key))
        return super()._make(
            hold,
            [
                {**frozen[zones[item["place_id"]], item["type_id"]], **item}
                for item in items
            ],
        )

    def _frozen_price(self, session, made):
        if not made:
            return {"list_price": 0.0, "price_steps": False}
        steps = self.env["ticket.hold"]._list_price_steps(made, session.currency_id)
        return {"list_price": steps[-1]["amount"], "price_steps": steps}


def price_table(lines):
    """The explanation of a price as a small table."""
    if not lines:
        return False
    rows = Markup().join(
        Markup("<tr><td>%s</td><td class='text-end'>%s</td></tr>")
        % (escape(label), amount)
        for label, amount in lines
    )
    return (
        Markup("<table class='table table-sm o_ticket_price_steps'>%s</table>") % rows
    )
