from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

MOST_WRONG = 5
LOCKED_FOR = timedelta(minutes=15)


class TicketSupervisorPin(models.Model):
    """What a supervisor types at a cashier's till. Only its hash is kept, and nobody
    reads that."""

    _name = "ticket.supervisor.pin"
    _description = "Supervisor's PIN"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users",
        string="Supervisor",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    pin_hash = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        prefetch=False,
    )
    set_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    set_at = fields.Datetime(string="Set on", readonly=True)
    wrong_count = fields.Integer(
        string="Wrong PINs",
        readonly=True,
        help="How often in a row a wrong PIN was typed. The fifth locks it.",
    )
    locked_until = fields.Datetime(
        readonly=True, help="No PIN is accepted before; a new PIN unlocks at once."
    )

    _user_uniq = models.UniqueIndex("(user_id)", "This supervisor has a PIN already.")

    def _set_hash(self, user, pin_hash):
        """Give ``user`` a new PIN; the caller has checked who may. Unlocks."""
        values = {
            "pin_hash": pin_hash,
            "set_by_id": self.env.uid,
            "set_at": fields.Datetime.now(),
            "wrong_count": 0,
            "locked_until": False,
        }
        # Nobody has write access: PINs are only changed here.
        own_sudo = self.sudo().search([("user_id", "=", user.id)])
        own_sudo.invalidate_recordset()  # guesses are counted in other transactions
        if own_sudo:
            own_sudo.write(values)
        else:
            self.sudo().create({"user_id": user.id, **values})

    def _guess(self, pin):
        """Try a PIN; call it with sudo in a short transaction, so that guesses of
        several tills queue for the row and every one counts.

        :return: ``right``, ``wrong`` or ``locked``
        """
        self.ensure_one()
        self.env.execute_query(
            # The ORM's locks do not wait, and a guess that is refused unread would
            # tell an honest supervisor that the PIN is wrong.
            SQL("SELECT 1 FROM ticket_supervisor_pin WHERE id = %s FOR UPDATE", self.id)
        )
        self.invalidate_recordset()
        now = fields.Datetime.now()
        if self.locked_until and now < self.locked_until:
            return "locked"
        if self.env.user._crypt_context().verify(pin, self.pin_hash):
            self.write({"wrong_count": 0, "locked_until": False})
            return "right"
        wrong = 1 if self.locked_until else self.wrong_count + 1
        locked = wrong >= MOST_WRONG
        self.write({"wrong_count": wrong, "locked_until": locked and now + LOCKED_FOR})
        return "locked" if locked else "wrong"
