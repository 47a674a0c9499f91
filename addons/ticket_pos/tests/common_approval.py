from .common import TicketPosCommon

PIN = "274951"


class TicketApprovalCommon(TicketPosCommon):
    """A supervisor with a PIN, and what a cashier's till asks of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Approval = cls.env["ticket.till.approval"]
        cls._set_pin(cls.supervisor)

    @classmethod
    def _set_pin(cls, user, pin=PIN):
        cls.env["ticket.pin.set"].with_user(user).create(
            {"pin": pin, "pin_again": pin}
        )._set()

    def _grant(self, act, model, keys, supervisor=None, **values):
        """The token for an act, after the right PIN."""
        return self._till().ticket_approve(
            (supervisor or self.supervisor).id,
            PIN,
            {"act": act, "model": model, "keys": list(keys), **values},
        )["token"]

    def _noted(self, act):
        return self.Approval.search([("act", "=", act), ("state", "=", "used")])
