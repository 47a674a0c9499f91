from odoo import api, fields, models
from odoo.tools import SQL

from .ticket_type import CHANNELS


class TicketAllotment(models.Model):
    """Places of a session set aside for one channel until a return time.

    The places are ``reserved`` and carry the allotment; past the return time they are
    free for everybody at once.
    """

    _name = "ticket.allotment"
    _description = "Allotment"
    _order = "session_id, name, id"

    name = fields.Char(required=True)
    session_id = fields.Many2one(
        "ticket.session", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    channel = fields.Selection(CHANNELS, required=True, default="backoffice")
    return_at = fields.Datetime(required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("returned", "Returned")],
        required=True,
        default="draft",
        readonly=True,
    )
    place_ids = fields.One2many("ticket.place", "allotment_id", string="Places")

    @api.model
    def _usable(self, session, channel, seller=None):
        """The query for the ids of allotments that this seller may sell from.

        :param seller: who sells, when the channel has several (a till, a distributor)
        """
        return SQL(
            """SELECT allotment.id FROM ticket_allotment allotment
                WHERE allotment.session_id = %(session)s
                  AND allotment.state = 'active' AND allotment.channel = %(channel)s
                  AND %(owner)s""",
            session=session.id,
            channel=channel,
            owner=self._owned_by(seller),
        )

    @api.model
    def _owned_by(self, seller):
        """The condition on ``allotment`` that a channel adds for its own sellers."""
        return SQL("true")
