import hashlib

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.exceptions import Busy, TicketError

from ..exceptions import IdempotencyConflict, IdempotencyKeyMissing, ReferenceUsed

KEEP_DAYS = 30
KEY_LENGTH = 128


class TicketDistributorRequest(models.Model):
    """What was asked under an idempotency key, and what was answered.

    The row is written in the transaction that does the work, so there is never work
    without its answer nor an answer without its work.
    """

    _name = "ticket.distributor.request"
    _description = "Distributor Request"
    _order = "id desc"
    _rec_name = "key"

    distributor_id = fields.Many2one(
        "ticket.distributor", required=True, ondelete="cascade"
    )
    key = fields.Char(required=True)
    digest = fields.Char(required=True, help="SHA-256 of method, path and body.")
    status = fields.Integer()
    answer = fields.Json(groups="base.group_system")

    _key_uniq = models.UniqueIndex(
        "(distributor_id, key)", "This idempotency key is used already."
    )

    @api.model
    def _digest(self, method, path, body):
        return hashlib.sha256(f"{method} {path}\n".encode() + body).hexdigest()

    @api.model
    def _answer_once(self, distributor, key, digest, work):
        """Do ``work`` unless it was done under this key before.

        A refusal is an answer too and is kept; being too busy is not.

        :param work: callable returning ``(status, payload)``, raising `TicketError`
        :return: ``(status, payload)``, now or as it was the first time
        :raise IdempotencyConflict: the key stands for another request
        """
        if not 0 < len(key) <= KEY_LENGTH:
            raise IdempotencyKeyMissing(
                self.env._(
                    "Send a header Idempotency-Key of 1 to %(length)s characters, new "
                    "for each request and the same when you repeat it.",
                    length=KEY_LENGTH,
                )
            )
        if not self._claim(distributor, key, digest):
            return self._recall(distributor, key, digest)
        status, payload = self._attempt(work)
        stored = self.search(
            [("distributor_id", "=", distributor.id), ("key", "=", key)]
        )
        stored.write({"status": status, "answer": payload})
        return status, payload

    def _claim(self, distributor, key, digest):
        """Take the key, waiting for a transaction that is just taking it.

        SQL because the ORM knows no ON CONFLICT, and the loser must wait, not fail.
        """
        return self.env.execute_query(
            SQL(
                """INSERT INTO ticket_distributor_request
                          (distributor_id, key, digest, create_date, create_uid)
                   VALUES (%s, %s, %s, now() AT TIME ZONE 'UTC', %s)
                       ON CONFLICT (distributor_id, key) DO NOTHING
                   RETURNING id""",
                distributor.id,
                key,
                digest,
                self.env.uid,
            )
        )

    def _recall(self, distributor, key, digest):
        stored = self.search(
            [("distributor_id", "=", distributor.id), ("key", "=", key)]
        )
        if stored.digest != digest:
            raise IdempotencyConflict(
                self.env._(
                    "Idempotency key %(key)s was used for another request.", key=key
                )
            )
        return stored.status, stored.answer

    def _attempt(self, work):
        """Run ``work``, undoing everything it did when it refuses."""
        try:
            with self.env.cr.savepoint():
                return work()
        except Busy:
            raise
        except TicketError as error:
            return error_status(error), error_payload(error)
        except UniqueViolation as error:
            # Two bookings with one reference under different idempotency keys.
            if error.diag.constraint_name != "ticket_booking_reference_uniq":
                raise
            used = ReferenceUsed(self.env._("This reference is used already."))
            return error_status(used), error_payload(used)

    @api.autovacuum
    def _gc_requests(self):
        old = self.search([("create_date", "<", f"today -{KEEP_DAYS}d")], limit=10_000)
        old.unlink()
        return len(old), len(old) == 10_000


HTTP_STATUS = {
    "busy": 503,
    "cap_reached": 409,
    "hold_expired": 409,
    "hold_not_found": 409,
    "holder_invalid": 422,
    "holder_missing": 422,
    "holder_taken": 409,
    "limit_reached": 409,
    "places_unavailable": 409,
    "price_missing": 409,
    "refund_refused": 409,
    "refused": 409,
    "sale_closed": 409,
    "sale_stopped": 409,
    "ticket_used": 409,
}


def error_status(error):
    """The HTTP status that says what a refusal says."""
    code = getattr(error, "code", "refused")
    return HTTP_STATUS.get(code) or getattr(error, "http_status", 409)


def error_payload(error):
    """A refusal in the shape of every error of the API.

    Odoo's own refusals (a locked period, for example) have no code of their own.
    """
    return {
        "error": {
            "code": getattr(error, "code", "refused"),
            "message": str(error),
            "details": getattr(error, "details", {}),
        }
    }
