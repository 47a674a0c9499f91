from datetime import timedelta
from ipaddress import ip_address

from odoo import api, fields, models, tools
from odoo.tools import SQL

from ..transaction import short_transaction

KEEP_HOURS = 24
EPOCH = fields.Datetime.to_datetime("1970-01-01 00:00:00")


class TicketThrottle(models.Model):
    """How often somebody unknown asked for something, counted for all servers at once.

    Who asked is a keyed hash that changes every day: it can be counted, not traced.
    """

    _name = "ticket.throttle"
    _description = "Request Counter"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    begins_at = fields.Datetime(required=True, readonly=True, index=True)
    hits = fields.Integer(required=True, readonly=True)

    _key_uniq = models.UniqueIndex("(key, begins_at)", "This counter exists already.")

    @api.model
    def _allows(self, purpose, address, most, minutes):
        """Count a request and tell whether there were not too many of them.

        The count is committed at once, so that a refused request counts too.

        :param purpose: what is asked for; each purpose is counted alone
        :param address: the network address of whoever asks
        :param most: how many requests are answered …
        :param minutes: … within this time
        """
        hits, _seconds = self._count(purpose, _network(address), minutes * 60)
        return hits <= most

    @api.model
    def _count(self, purpose, who, seconds):
        """Count a request; committed at once.

        :param purpose: what is asked for; each purpose is counted alone
        :param who: whatever tells those apart who ask
        :param seconds: the length of the time that is counted together
        :return: how many requests there were in this time, this one included, and how
            many seconds of it are left
        """
        now = int((fields.Datetime.now() - EPOCH).total_seconds())
        begins_at = EPOCH + timedelta(seconds=now - now % seconds)
        who = (purpose, begins_at.date().isoformat(), str(who))
        key = tools.hmac(self.sudo().env, "ticket.throttle", who)
        with short_transaction(self.sudo().env, durable=False) as env:
            [[hits]] = env.execute_query(
                SQL(
                    """INSERT INTO ticket_throttle (key, begins_at, hits)
                       VALUES (%s, %s, 1)
                           ON CONFLICT (key, begins_at)
                           DO UPDATE SET hits = ticket_throttle.hits + 1
                    RETURNING hits""",
                    key,
                    begins_at,
                )
            )
        return hits, seconds - now % seconds

    @api.autovacuum
    def _gc_counters(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), hours=KEEP_HOURS)
        self.search([("begins_at", "<", limit)], limit=10_000).unlink()


def _network(address):
    """An IPv6 customer has a whole /64 of addresses and counts as one."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return ""
    if parsed.version == 4:
        return str(parsed)
    return parsed.exploded[:19]
