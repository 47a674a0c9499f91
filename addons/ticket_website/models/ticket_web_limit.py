import time
from collections import OrderedDict
from ipaddress import ip_address

from odoo import api, models
from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TooManyRequests

#: Whom a worker remembers for reads, at most; who asked longest ago is forgotten.
REMEMBERED = 20_000
#: The span of time in which choices of seats are counted.
HOLD_SECONDS = 600
#: The browser's own counters: {name: (begin of the span, requests in it)}
COUNTERS_KEY = "ticket_counters"
_reads = OrderedDict()


class TicketWebLimit(models.AbstractModel):
    """How often one visitor, or one address, may ask for something on the website.

    Uncaught, a refusal is an honest 429 with Retry-After, as page and as JSON.
    """

    _name = "ticket.web.limit"
    _description = "Web Limit"

    @api.model
    def _spend(self, name, key, count, seconds):
        """Count a request for all servers at once, committed even when it is refused.

        :param name: what is limited; each name is counted alone
        :param key: who asks, see :meth:`_visitor` and :meth:`_address`; nobody is not
            counted
        :param count: how many requests are answered …
        :param seconds: … within this time
        :raise TooManyRequests: there were more; ``details`` tells ``retry_after``
        """
        if not key:
            return
        hits, left = self.env["ticket.throttle"]._count(f"web {name}", key, seconds)
        if hits > count:
            raise self._refusal(left)

    @api.model
    def _spend_read(self, name, key, count, seconds):
        """Count a request that must write nothing: in the memory of this worker alone.

        Several workers together answer as many times more. Parameters and errors are
        those of :meth:`_spend`.
        """
        if not key:
            return
        now = int(time.time())
        slot = (self.env.cr.dbname, name, key, now // seconds)
        _reads[slot] = hits = _reads.pop(slot, 0) + 1
        while len(_reads) > REMEMBERED:
            _reads.popitem(last=False)
        if hits > count:
            raise self._refusal(seconds - now % seconds)

    @api.model
    def _spend_browser(self, name, count, seconds):
        """Count a request of this browser, in its session: costs nothing where the
        session is written anyway. Parameters and errors are those of :meth:`_spend`."""
        now = int(time.time())
        begins = now - now % seconds
        counters = request.session.get(COUNTERS_KEY, {})
        at, hits = counters.get(name, (begins, 0))
        hits = hits + 1 if at == begins else 1
        request.session[COUNTERS_KEY] = {**counters, name: [begins, hits]}
        if hits > count:
            raise self._refusal(begins + seconds - now)

    @api.model
    def _spend_hold(self):
        """One more choice of seats by this visitor and from this address; what the
        website allows is set by the house.

        :raise TooManyRequests: too often within ten minutes
        """
        website_sudo = request.website.sudo()
        if website_sudo.ticket_holds_visitor:
            most = website_sudo.ticket_holds_visitor
            self._spend_browser("hold", most, HOLD_SECONDS)
        if website_sudo.ticket_holds_address:
            most = website_sudo.ticket_holds_address
            self._spend("hold", self._address(), most, HOLD_SECONDS)

    @api.model
    def _visitor(self):
        """The user, or the browser of a guest. A robot without cookies is a new visitor
        each time, so what it may take is limited by address too."""
        if self.env.user._is_public():
            return f"session {request.session.sid}"
        return f"user {self.env.uid}"

    @api.model
    def _address(self):
        """The visitor's network, or nothing for the house's own and for a proxy that
        does not tell whom it asks for: all visitors would count as one."""
        try:
            address = ip_address(request.httprequest.remote_addr or "")
        except ValueError:
            return ""
        if not address.is_global:
            return ""
        if address.version == 6:  # a customer has a whole /64 of them
            return f"address {address.exploded[:19]}"
        return f"address {address}"

    def _refusal(self, left):
        if left < 100:
            message = self.env._(
                "That was very often in a short time. Please wait %(seconds)s seconds "
                "and try again.",
                seconds=left,
            )
        else:
            message = self.env._(
                "That was very often in a short time. Please wait %(minutes)s minutes "
                "and try again.",
                minutes=-(-left // 60),
            )
        return TooManyRequests(message, retry_after=left)
