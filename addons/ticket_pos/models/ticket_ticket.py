from odoo import fields, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    pos_order_line_id = fields.Many2one(
        "pos.order.line",
        string="POS Order Line",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    pos_order_id = fields.Many2one(related="pos_order_line_id.order_id")

    def _face_order(self):
        """The number on the till's receipt."""
        return self.pos_order_id.pos_reference or super()._face_order()

    def _bought_together(self):
        """Also the tickets of the same order at the till."""
        return (
            super()._bought_together()
            | self.sudo().pos_order_id.lines.ticket_ids.filtered(
                lambda ticket: ticket.state == "valid"
            )
        )

    def _sale_links(self):
        return {
            **super()._sale_links(),
            "pos_order_line_id": self.pos_order_line_id.id,
        }

    def _hand_over(self, successors):
        """The till's order names the new seats too."""
        result = super()._hand_over(successors)
        moved = dict(zip(self.place_id.ids, successors, strict=True))
        for line in self.pos_order_line_id:
            selection = line.ticket_selection or {}
            line.ticket_selection = {
                **selection,
                "seats": [
                    {
                        **seat,
                        "place_id": moved[seat["place_id"]].place_id.id,
                        "label": moved[seat["place_id"]].seat_label,
                    }
                    if seat.get("place_id") in moved
                    else seat
                    for seat in selection.get("seats") or ()
                ],
            }
        return result
