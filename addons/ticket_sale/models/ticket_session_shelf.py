from odoo import fields, models

from ..exceptions import SaleClosed
from .ticket_session import CALENDAR_STATES

#: Channels where customers and partners choose by themselves.
SHELF_CHANNELS = ("website", "kiosk", "distributor")
SALE_DATES = {"presale_start", "sale_start", "sale_end"}


class TicketSession(models.Model):
    """What customers see (上架/下架), and the sale dates moved while on sale."""

    _inherit = "ticket.session"

    on_shelf = fields.Boolean(
        string="On the Shelf",
        default=True,
        copy=False,
        tracking=True,
        help="Off the shelf, website, kiosk and distributors neither show nor sell the "
        "session; the box office still does. Tickets sold stay valid.",
    )

    def write(self, vals):
        result = super().write(vals)
        if SALE_DATES & vals.keys() and "state" not in vals:
            self._follow_new_dates()
        return result

    def action_take_off_shelf(self):
        self.check_access("write")
        self.on_shelf = False

    def action_put_on_shelf(self):
        self.check_access("write")
        self.on_shelf = True

    def _follow_new_dates(self):
        """The clock decides anew: a sale that is put off closes at once."""
        selling = self.filtered(
            lambda session: session.inventory_open and session.state in CALENDAR_STATES
        )
        for session in selling:
            if session.state != session._state_by_clock():
                session.state = session._state_by_clock()

    def _state_by_clock(self):
        now = fields.Datetime.now()
        if now >= (self.sale_end or self.end):
            return "ended"
        if self.sale_start and now >= self.sale_start:
            return "on_sale"
        if self.presale_start and now >= self.presale_start:
            return "presale"
        return "announced"

    def _check_sale_open(self, channel, partner=None):
        if channel in SHELF_CHANNELS and not self.on_shelf:
            raise SaleClosed(
                self.env._("%(session)s is not on sale now.", session=self.display_name)
            )
        return super()._check_sale_open(channel, partner)
