from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.ticket_holder import DOCUMENTS


class TicketHolderBind(models.TransientModel):
    """Give tickets and held places their persons: an order's, or those of tickets."""

    _name = "ticket.holder.bind"
    _description = "Name Ticket Holders"

    order_id = fields.Many2one("sale.order", readonly=True)
    line_ids = fields.One2many("ticket.holder.bind.line", "wizard_id")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "line_ids" not in fields_list:
            return values
        active = self.env[self.env.context.get("active_model", "ticket.ticket")]
        records = active.browse(self.env.context.get("active_ids", ()))
        records.check_access("read")
        if records._name == "sale.order":
            values["order_id"] = records[:1].id
            places = [place.id for _line, place in records[:1]._ticket_unnamed()]
            lines = [{"place_id": place_id} for place_id in places]
            tickets = records.ticket_ids.filtered("needs_name")
        else:
            lines, tickets = [], records.filtered("needs_name")
        lines += [{"place_id": t.place_id.id, "ticket_id": t.id} for t in tickets]
        if not lines:
            raise UserError(
                self.env._("Nothing to do: every ticket that needs a name has one.")
            )
        values["line_ids"] = [fields.Command.create(line) for line in lines]
        return values

    def action_bind(self):
        """:raise TicketError: an entry cannot be, or a person has a ticket already"""
        self.ensure_one()
        self.order_id.check_access("read")
        self._check_places()
        filled = self.line_ids.filtered(lambda line: line.name or line.number)
        for hold_sudo, lines in filled.grouped(
            lambda line: line.place_id.sudo().hold_id
        ).items():
            tickets = {
                line.place_id.id: line.ticket_id for line in lines if line.ticket_id
            }
            self.env["ticket.hold"]._set_holders(
                hold_sudo, {line.place_id.id: line._entry() for line in lines}, tickets
            )
        return {"type": "ir.actions.act_window_close"}

    def _check_places(self):
        """What a client sends is only believed when tickets and order agree."""
        of_order = self.order_id._ticket_unnamed() if self.order_id else []
        waiting = {place.id for _line, place in of_order}
        for line in self.line_ids:
            ticket = line.ticket_id
            ticket.check_access("read")
            if ticket and ticket.needs_name and ticket.place_id == line.place_id:
                continue
            if not ticket and line.place_id.id in waiting:
                continue
            raise UserError(
                self.env._(
                    "%(place)s needs no name any more. Close this and open it again.",
                    place=line.place_id.sudo().display_name,
                )
            )


class TicketHolderBindLine(models.TransientModel):
    _name = "ticket.holder.bind.line"
    _description = "Ticket Holder to Name"

    wizard_id = fields.Many2one(
        "ticket.holder.bind", required=True, ondelete="cascade", index=True
    )
    place_id = fields.Many2one("ticket.place", required=True, readonly=True)
    session_id = fields.Many2one(related="place_id.session_id")
    ticket_id = fields.Many2one("ticket.ticket", readonly=True)
    name = fields.Char()
    document = fields.Selection(DOCUMENTS, default="cn_id", required=True)
    number = fields.Char(string="ID Number")

    def _entry(self):
        return {"name": self.name, "document": self.document, "number": self.number}
