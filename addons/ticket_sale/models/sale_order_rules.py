from odoo import api, fields, models


class SaleOrder(models.Model):
    """Limits and names of an order, before any money moves."""

    _inherit = "sale.order"

    ticket_unnamed_count = fields.Integer(compute="_compute_ticket_unnamed_count")

    @api.depends("order_line.ticket_ids", "order_line.ticket_place_ids")
    def _compute_ticket_unnamed_count(self):
        for order in self:
            unnamed = order.sudo().ticket_ids.filtered("needs_name")
            order.ticket_unnamed_count = len(unnamed) + len(order._ticket_unnamed())

    @api.model
    def _ticket_is_known(self, partner):
        """Whether a partner is a customer and not the website's visitor for all."""
        return bool(partner) and not partner.sudo().is_public

    def _ticket_add(self, hold, types):
        lines = super()._ticket_add(hold, types)
        self._ticket_bind()
        return lines

    def _ticket_open_lines(self):
        return self._ticket_lines().filtered(
            lambda line: not line.ticket_ids and line.ticket_hold_id.state == "active"
        )

    def _ticket_bind(self, extend=None):
        """Tell the places whose they are, and ask the limits over the whole order.

        One hold of an unknown buyer was asked about all of this when it was made and
        its types were chosen.

        :param extend: {hold id: minutes} that holds are kept from now, at least
        :raise LimitReached: too many tickets
        :raise HoldExpired: a hold that is to be kept longer is over
        """
        self.ensure_one()
        lines = self._ticket_open_lines()
        if not lines:
            return
        partner = self.partner_id if self._ticket_is_known(self.partner_id) else None
        holds_sudo = lines.ticket_hold_id.sudo()
        if partner or extend or len(holds_sudo) > 1:
            self.env["ticket.hold"]._bind(
                holds_sudo,
                lines.ticket_place_ids.sudo(),
                partner=partner,
                extend=extend,
            )

    def _ticket_unnamed(self):
        """The held places of this order that need a person and have none.

        :return: list of (order line, place)
        """
        self.ensure_one()
        missing = []
        for hold_sudo, lines in (
            self.sudo()._ticket_open_lines().grouped("ticket_hold_id").items()
        ):
            wanted = lines._ticket_for_named()
            named = wanted and self.env["ticket.holder"]._named(
                hold_sudo, [place.id for _line, place in wanted]
            )
            missing += [(line, p) for line, p in wanted if p.id not in named]
        return missing

    def _ticket_check_names(self):
        """:raise HolderMissing: a ticket for a named person has no name yet"""
        for hold_sudo, lines in (
            self.sudo()._ticket_open_lines().grouped("ticket_hold_id").items()
        ):
            types = {
                place.id: line.ticket_type_id
                for line in lines
                for place in line.ticket_place_ids
            }
            self.env["ticket.holder"]._check_named(hold_sudo, types)

    def _ticket_check_before_payment(self, extend=None):
        """What must be right before money is taken.

        :param extend: as of :meth:`_ticket_bind`
        :raise TicketError: a limit or a missing name forbids it
        """
        for order in self:
            order._ticket_check_names()
            order._ticket_bind(extend=extend)
