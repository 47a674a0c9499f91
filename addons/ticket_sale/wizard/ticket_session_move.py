from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class TicketSessionMove(models.TransientModel):
    """Everybody moves with the session to another hall: a proposal to look through and
    change by hand, then one act."""

    _name = "ticket.session.move"
    _description = "Move Session"

    session_id = fields.Many2one("ticket.session", required=True, readonly=True)
    company_id = fields.Many2one(related="session_id.company_id")
    show_id = fields.Many2one(related="session_id.show_id")
    target_id = fields.Many2one(
        "ticket.session",
        string="To Session",
        domain="[('company_id', '=', company_id), ('id', '!=', session_id), "
        "('state', 'not in', ('played', 'cancelled'))]",
        help="The session in the other hall. Leave it empty to have one made.",
    )
    hall_id = fields.Many2one("ticket.hall", string="Or to Hall", check_company=True)
    plan_id = fields.Many2one(
        "ticket.price.plan",
        string="With Price Plan",
        domain="[('seat_map_id.hall_id', '=', hall_id)]",
    )
    line_ids = fields.One2many("ticket.session.move.line", "move_id")
    reason = fields.Char(required=True, default=lambda self: self.env._("new hall"))
    notify = fields.Boolean(
        string="Tell the Customers",
        default=True,
        help="Everybody with a mail address is told the new hall and seats.",
    )
    summary = fields.Char(compute="_compute_summary")
    lost_count = fields.Integer(string="Without a Place", compute="_compute_summary")

    @api.depends("line_ids.how", "line_ids.place_id")
    def _compute_summary(self):
        for move in self:
            labels = dict(move.line_ids._fields["how"]._description_selection(self.env))
            counts = Counter(
                line.how if line.place_id else "none" for line in move.line_ids
            )
            move.lost_count = counts["none"]
            move.summary = " · ".join(
                f"{label}: {counts[how]}"
                for how, label in labels.items()
                if counts[how]
            )

    def action_propose(self):
        """Stop the sale and propose a seat for everybody."""
        self.ensure_one()
        self._make_target()
        if self.session_id.state not in ("paused", "postponed"):
            self.session_id._move(
                ("draft", "announced", "presale", "on_sale", "ended"), "paused"
            )
        found, lost = self.session_id._propose_reseat(self.target_id)
        self.line_ids = [
            Command.clear(),
            *(
                Command.create(
                    {"ticket_id": ticket.id, "place_id": place.id, "how": how}
                )
                for ticket, (place, how) in found.items()
            ),
            *(
                Command.create({"ticket_id": ticket.id, "how": "none"})
                for ticket in lost
            ),
        ]
        return self._reopen()

    def _make_target(self):
        """The session in the other hall, made when nobody has.

        :raise UserError: neither a session nor a hall with a price plan was chosen
        """
        if not self.target_id:
            if not self.plan_id:
                raise UserError(
                    self.env._("Choose the session, or a hall and its price plan.")
                )
            self.target_id = self.session_id.copy(
                {
                    "hall_id": self.hall_id.id,
                    "seat_map_id": self.plan_id.seat_map_id.id,
                    "plan_id": self.plan_id.id,
                    "start": self.session_id.start,
                    "end": self.session_id.end,
                }
            )
        self.target_id.action_open_inventory()
        if self.target_id.state == "draft":  # public, but nobody buys before the move
            self.target_id._move(("draft",), "paused")

    def action_move(self):
        """Move everybody who has a place; who has none keeps the old ticket."""
        self.ensure_one()
        lines = self.line_ids.filtered("place_id")
        if not lines:
            raise UserError(self.env._("Propose the new seats first."))
        successors = lines.ticket_id._reseat(lines.place_id, self.reason)
        self._close_session(len(successors))
        if self.notify:
            self._notify(successors)
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.session",
            "res_id": self.target_id.id,
            "view_mode": "form",
        }

    def _close_session(self, count):
        """The old session is over when nobody is left in it."""
        session, target = self.session_id, self.target_id
        for one, text in (
            (
                session,
                self.env._(
                    "%(count)s tickets moved to %(target)s (%(hall)s).",
                    count=count,
                    target=target.display_name,
                    hall=target.hall_id.display_name,
                ),
            ),
            (
                target,
                self.env._(
                    "%(count)s tickets came from %(session)s (%(hall)s).",
                    count=count,
                    session=session.display_name,
                    hall=session.hall_id.display_name,
                ),
            ),
        ):
            one.message_post(body=text)
        left = (
            self.env["ticket.ticket"]
            .sudo()
            .search_count(
                [("session_id", "=", session.id), ("state", "in", ("valid", "used"))],
                limit=1,
            )
        )
        if not left:
            session.state = "cancelled"

    def _notify(self, successors):
        """Queue one mail a customer; the mail server sends them in its own time."""
        values = []
        for partner, tickets in successors.sudo().grouped("partner_id").items():
            if not partner.email:
                continue
            lang = partner.lang or self.env.lang
            target = self.target_id.with_context(lang=lang)
            env = target.env
            values.append(
                {
                    "email_to": partner.email_formatted,
                    "email_from": self.company_id.email_formatted,
                    "subject": env._(
                        "New hall and seats: %(session)s", session=target.display_name
                    ),
                    "body_html": self._letter(partner, tickets, target),
                    "auto_delete": True,
                }
            )
        self.env["mail.mail"].sudo().create(values)

    def _letter(self, partner, tickets, target):
        """The mail to one customer, in the language of the target's environment."""
        env = target.env
        order = tickets.order_id[:1]
        text = env._(
            "%(session)s has moved to %(hall)s. Your old tickets are not valid any more. "
            "You find the new ones in your account and at the box office.",
            session=target.display_name,
            hall=target.hall_id.display_name,
        )
        return env["ticket.ticket"]._customer_letter(
            partner,
            self.company_id,
            title=env._("New hall and seats"),
            text=text,
            seats=order._ticket_moves(tickets.replaces_id, tickets, env),
            url=order._ticket_phone_url() if order else "",
            button=env._("See my tickets"),
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move Session"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
