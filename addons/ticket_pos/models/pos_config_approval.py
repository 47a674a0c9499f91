from odoo import api, models
from odoo.exceptions import AccessError

from .ticket_supervisor_pin import LOCKED_FOR, MOST_WRONG
from .ticket_till_approval import MANAGER, SUPERVISOR


class PosConfig(models.Model):
    """The till's window on supervisors: who there is, and whether they say yes."""

    _inherit = "pos.config"

    def ticket_supervisors(self, rank="supervisor"):
        """Who can approve at this till: ``[{"id", "name"}, …]``.

        :param rank: ``manager`` where a supervisor is not enough
        """
        self._ticket_check_cashier()
        group = self._ticket_rank_group(rank)
        return [
            {"id": user.id, "name": user.name}
            for user in self._ticket_supervisors().sorted("name")
            if user.has_group(group)
        ]

    def ticket_approve(self, supervisor_id, pin, request):
        """A supervisor has typed a PIN at this till.

        :param request: as in ``ticket.till.approval._ask``
        :return: ``token`` for the act, or False and a ``message`` for the screen
        """
        self._ticket_check_cashier()
        supervisor = self._ticket_supervisors().filtered(
            lambda user: user.id == supervisor_id
        )
        if not supervisor:
            raise AccessError(
                self.env._("Choose a supervisor of this company who has a PIN.")
            )
        outcome, token = self.env["ticket.till.approval"]._ask(
            self, supervisor, str(pin)[:64], request
        )
        return {"token": token, "message": self._ticket_pin_words(outcome)}

    def _ticket_pin_words(self, outcome):
        if outcome == "locked":
            return self.env._(
                "%(count)s wrong PINs: this PIN is locked for %(minutes)s minutes. A new "
                "PIN unlocks it at once.",
                count=MOST_WRONG,
                minutes=int(LOCKED_FOR.total_seconds() / 60),
            )
        if outcome == "wrong":
            return self.env._("The PIN is wrong. Please try again.")
        return False

    @api.model
    def _ticket_rank_group(self, rank):
        return MANAGER if rank == "manager" else SUPERVISOR

    def _ticket_supervisors(self):
        """Supervisors of this company who have set a PIN, with sudo."""
        pins_sudo = (
            self.env["ticket.supervisor.pin"]
            .sudo()
            .search(
                [
                    ("user_id.active", "=", True),
                    ("user_id.company_ids", "in", self.company_id.ids),
                ]
            )
        )
        return pins_sudo.user_id.filtered(lambda user: user.has_group(SUPERVISOR))
