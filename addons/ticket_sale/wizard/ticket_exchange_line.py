from odoo import api, fields, models

from ..exceptions import TicketError


class TicketExchangeLine(models.TransientModel):
    _name = "ticket.exchange.line"
    _description = "Exchange of one Ticket"
    _order = "ticket_id"

    exchange_id = fields.Many2one(
        "ticket.exchange", required=True, ondelete="cascade", index=True
    )
    session_id = fields.Many2one(related="exchange_id.session_id")
    ticket_id = fields.Many2one("ticket.ticket", required=True, readonly=True)
    seat_label = fields.Char(related="ticket_id.seat_label", string="Place Now")
    place_id = fields.Many2one(
        "ticket.place",
        string="New Place",
        domain="[('session_id', '=', session_id), ('state', '=', 'free')]",
    )
    zone_id = fields.Many2one(related="place_id.zone_id")
    type_id = fields.Many2one("ticket.type", string="Ticket Type", required=True)
    currency_id = fields.Many2one(related="ticket_id.currency_id")
    price = fields.Monetary(related="ticket_id.price", string="Paid")
    fee = fields.Monetary(compute="_compute_prices")
    new_price = fields.Monetary(compute="_compute_prices")

    @api.depends(
        "place_id", "type_id", "exchange_id.line_ids.place_id", "exchange_id.waive"
    )
    def _compute_prices(self):
        self.update({"fee": 0.0, "new_price": 0.0})
        for exchange, lines in self.grouped("exchange_id").items():
            try:
                quote = exchange._quote()
            except TicketError:
                continue  # the form says why
            by_ticket = {row[0]: row for row in quote.rows} if quote else {}
            for line in lines:
                if row := by_ticket.get(line.ticket_id._origin):
                    line.fee, line.new_price = row[4:]

    def _types(self):
        """The types line by line: a field of many records drops the repeated ones."""
        return self.env["ticket.type"].browse(line.type_id.id for line in self)
