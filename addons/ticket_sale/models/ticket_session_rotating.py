from odoo import api, fields, models, tools
from odoo.tools import hmac

from ..tools import rotating_code

#: How many replaced secrets still tell an old code from a forged one.
KEPT_SECRETS = 3
#: Which field lets the fixed tokens of a medium pass.
FIXED_FIELDS = {
    "paper": "rotating_paper",
    "pdf": "rotating_pdf",
    "wallet": "rotating_wallet",
    "partner": "rotating_partner",
}


class TicketSession(models.Model):
    """Whether the codes of a session change every few seconds on the phones.

    The session's secret is derived from the secret of the database and kept nowhere.
    Gates know it, so that they can decide without the network; phones know the key of
    their own ticket only.
    """

    _inherit = "ticket.session"

    rotating_code = fields.Boolean(
        tracking=True,
        help="The QR code on the phone changes every 15 seconds, so a screenshot or a "
        "forwarded picture is refused at the gate. Works without the network on either "
        "side. Switch it on before the first ticket is printed: tickets printed "
        "earlier are refused, print them again.",
    )
    rotating_paper = fields.Boolean(
        string="Admit Printed Tickets",
        default=True,
        tracking=True,
        help="Paper cannot change its code. On: what the box office printed is "
        "admitted. Off: only the live code on a phone is.",
    )
    rotating_pdf = fields.Boolean(
        string="Admit PDF Tickets",
        tracking=True,
        help="A PDF is copied as easily as a screenshot. On: its code is admitted.",
    )
    rotating_wallet = fields.Boolean(
        string="Admit Wallet Passes",
        tracking=True,
        help="A wallet pass shows one code all the time. On: it is admitted.",
    )
    rotating_partner = fields.Boolean(
        string="Admit Distributors' Tickets",
        default=True,
        tracking=True,
        help="Distributors hand out tickets of their own with the code we gave them. "
        "On: these are admitted.",
    )
    rotating_generation = fields.Integer(
        string="Secret Number",
        readonly=True,
        copy=False,
        help="How often the secret behind the codes was renewed.",
    )

    def write(self, vals):
        result = super().write(vals)
        watched = {"rotating_code", "rotating_generation", *FIXED_FIELDS.values()}
        if watched & vals.keys():
            self.env["ticket.cached.mixin"]._forget()
        return result

    def action_renew_rotating(self):
        """Make a new secret: every code shown until now is old.

        For the day when a gate device was lost or stolen. Phones get their new key when
        they open the ticket with a network.
        """
        self.check_access("write")
        for session in self:
            # sudo: nobody may write the number itself
            session.sudo().rotating_generation += 1
            session.message_post(
                body=self.env._(
                    "The secret of the rotating codes was renewed. Codes shown until "
                    "now are refused; visitors open their ticket anew, with a network."
                )
            )
        return True

    @api.model
    @tools.ormcache("session_id")
    def _rotation(self, session_id):
        """Return the :class:`rotating_code.Rotation` of a session, kept in memory.

        ``None`` when its codes do not rotate. Holds secrets: never for a browser.
        """
        session_sudo = self.sudo().browse(session_id)  # gates ask, they are no user
        if not session_sudo.rotating_code:
            return None
        newest = session_sudo.rotating_generation
        oldest = max(0, newest - KEPT_SECRETS)
        return rotating_code.Rotation(
            secrets=tuple(
                session_sudo._rotating_secret(generation)
                for generation in range(newest, oldest - 1, -1)
            ),
            fixed=frozenset(
                medium for medium, name in FIXED_FIELDS.items() if session_sudo[name]
            ),
        )

    def _rotating_secret(self, generation):
        self.ensure_one()
        message = (self.id, generation)
        secret = hmac(self.env(su=True), "ticket-rotating-code", message)
        return bytes.fromhex(secret)
