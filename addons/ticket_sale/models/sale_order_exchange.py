from odoo import models
from odoo.fields import Command


class SaleOrder(models.Model):
    """What an exchange writes on an order."""

    _inherit = "sale.order"

    def action_ticket_exchange(self):
        """Exchange tickets of this order, all valid ones being proposed."""
        self.ensure_one()
        return self.ticket_ids.filtered(lambda t: t.state == "valid").action_exchange()

    def _ticket_exchange_lines(self, holds, places, types):
        """Add the new tickets to the order.

        :param holds: {session: hold of its places}
        :return: the new lines
        """
        self.ensure_one()
        lines = self.env["sale.order.line"]
        pairs = list(zip(places.sudo(), types.sudo(), strict=True))
        for session, hold in holds.items():
            lines += self._ticket_create_lines(
                hold,
                [pair for pair in pairs if pair[0].session_id == session],
            )
        return lines

    def _ticket_take_off(self, tickets):
        """Take exchanged tickets off the order, at exactly what they cost."""
        self.ensure_one()
        values = []
        for (line, *_worth), same in tickets.grouped(
            lambda t: (t.sale_line_id, t.price, t.net_amount)
        ).items():
            credit = same._prepare_credit_line(line, line._ticket_invoice(), sign=-1)
            values.append(
                {
                    "order_id": self.id,
                    "product_id": line.product_id.id,
                    "name": self.env._(
                        "Exchanged: %(seats)s",
                        seats=", ".join(same.mapped("seat_label")),
                    ),
                    "product_uom_qty": credit["quantity"],
                    "price_unit": credit["price_unit"],
                    "discount": 0.0,
                    "tax_ids": [Command.set(line.tax_ids.ids)],
                    "extra_tax_data": credit["extra_tax_data"],
                    "ticket_returned_line_id": line.id,
                }
            )
        return self.env["sale.order.line"].create(values)

    def _ticket_tell_exchange(self, tickets, successors, reason):
        """One message to the customer, with the new tickets."""
        self.ensure_one()
        order = self._ticket_for_customer()
        lang = order.env.lang
        files = []
        text = order.env._(
            "Your old tickets admit nobody any more. The new ones have codes of their own."
        )
        if successors._for_file():
            name = order.env._("Tickets %(order)s.pdf", order=order.name)
            files.append((name, successors.with_context(lang=lang)._pdf()))
            text += "\n" + order.env._("They are attached as a PDF.")
        self.message_post(body=self.env._("Exchanged: %(reason)s", reason=reason))
        order._ticket_tell(
            order.env._("Your tickets were exchanged"),
            text,
            self._ticket_moves(tickets, successors, order.env),
            attachments=files,
        )

    def _ticket_moves(self, tickets, successors, env):
        """{new session: from where to where each ticket went}, in the customer's words."""
        seats = {}
        pairs = zip(tickets.sudo(), successors.sudo(), strict=True)
        for old, new in pairs:
            before, after = (
                one.with_context(lang=env.lang).place_id.display_name
                for one in (old, new)
            )
            session = new.session_id.with_context(lang=env.lang)
            if old.session_id != new.session_id:
                before = (
                    f"{old.session_id.with_context(lang=env.lang)._when()} · {before}"
                )
            seats.setdefault(session, []).append(f"{before} → {after}")
        return seats
