from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.ticket_sale.exceptions import TicketError

KEY_LENGTHS = range(32, 129)
#: Prices of leases are asked again so often; sooner costs every till every minute.
PREPARE_EVERY = timedelta(minutes=10)
MOST_ORDERS = 500


class PosConfig(models.Model):
    """What a till asks about the seats it may sell while the line is down."""

    _inherit = "pos.config"

    ticket_lease_most = fields.Integer(
        string="Offline Seats",
        default=40,
        help="So many seats may this till keep for selling while the line is down, over "
        "all sessions. 0: it sells online only.",
    )
    ticket_lease_ids = fields.One2many("ticket.lease", "config_id")

    def ticket_lease_take(self, session_id, device, wanted):
        """Keep seats of a session for selling offline in this browser.

        :param device: ``{"key", "name"}`` of the browser
        :param wanted: ``{"count": n, "zone_id": id or False}`` or ``{"seat_ids": […]}``
        :return: as :meth:`ticket_lease_renew`, with this lease
        :raise PlacesUnavailable: not so many are free
        """
        session = self._ticket_session(session_id)
        key = self._ticket_device_key(device.get("key"))
        asked = {
            "seat_ids": [int(i) for i in wanted.get("seat_ids") or ()],
            "count": int(wanted.get("count") or 0),
            "zone_id": int(wanted.get("zone_id") or 0),
        }
        count = len(set(asked["seat_ids"])) or asked["count"]
        self._ticket_check_lease_room(count)
        named = {"key": key, "name": str(device.get("name") or "")[:64]}
        lease_id = self.env["ticket.lease"]._take(self, session, named, asked)
        with self.env["ticket.hold"]._transaction() as Hold:
            # Made behind this request's snapshot. All of them have one price then.
            leases_sudo = Hold.env["ticket.lease"]._of_device(
                self.with_env(Hold.env), key
            )
            others = leases_sudo.filtered(
                lambda lease: lease.id != lease_id and lease.session_id.id == session_id
            )
            others._prepare()
            leases_sudo = others | leases_sudo.browse(lease_id)
            return {"leases": [lease._package() for lease in leases_sudo]}

    def _ticket_check_lease_room(self, count):
        """:raise TicketError: the till may not keep so many seats more"""
        if count < 1:
            raise TicketError(self.env._("Choose at least one seat."))
        leases_sudo = self.sudo().ticket_lease_ids.filtered(
            lambda lease: lease.state == "active"
        )
        room = self.ticket_lease_most - sum(leases_sudo.mapped("left_count"))
        if count > room:
            raise TicketError(
                self.env._(
                    "This till may keep %(room)s more seats for offline sale. A manager "
                    "can allow more in its settings.",
                    room=max(room, 0),
                )
            )

    def ticket_lease_renew(self, device_key, told=None, versions=None):
        """The till's word: it is alive, and so many sales wait in it.

        :param told: ``{lease id: tickets sold that are not sent yet}``
        :param versions: ``{lease id: version}`` that the till has
        :return: ``leases``: those of this browser, whole where its version is old;
            ``ids`` of all of them; ``now`` of the server; ``most`` seats allowed
        """
        self._ticket_check_cashier()
        key = self._ticket_device_key(device_key)
        told = {int(i): int(count) for i, count in (told or {}).items()}
        versions = {int(i): version for i, version in (versions or {}).items()}
        leases_sudo = self.env["ticket.lease"]._of_device(self, key)
        now = fields.Datetime.now()
        over = leases_sudo.filtered(
            lambda lease: (
                lease.id in told and not told[lease.id] and lease.session_id.end < now
            )
        )
        over._close("returned", self.env._("The session is over."))
        leases_sudo -= over
        for lease in leases_sudo:
            lease._heard(told.get(lease.id, 0))
        if any(lease.prepared_at + PREPARE_EVERY < now for lease in leases_sudo):
            leases_sudo._prepare()
        return {
            "now": fields.Datetime.to_string(now),
            "ids": leases_sudo.ids,
            "most": self.ticket_lease_most,
            "leases": [
                lease._package()
                for lease in leases_sudo
                if versions.get(lease.id)
                != fields.Datetime.to_string(lease.prepared_at)
            ],
        }

    def ticket_lease_return(self, device_key, lease_ids):
        """The till gives back what it has not sold; the same again does no harm."""
        self._ticket_check_cashier()
        key = self._ticket_device_key(device_key)
        leases_sudo = self.env["ticket.lease"]._of_device(self, key)
        leases_sudo.filtered(lambda lease: lease.id in lease_ids)._close(
            "returned", self.env._("Given back by the till.")
        )
        return True

    def ticket_lease_known(self, uuids):
        """Which of these orders the server has: those the till need not send again."""
        self._ticket_check_cashier()
        asked = [str(uuid) for uuid in uuids][:MOST_ORDERS]
        orders_sudo = self.env["pos.order"].sudo()
        return orders_sudo.search(
            [
                ("config_id", "=", self.id),
                ("uuid", "in", asked),
                ("state", "not in", ("draft", "cancel")),
            ]
        ).mapped("uuid")

    @api.model
    def _ticket_device_key(self, key):
        """:raise ValidationError: it is no key that a browser of ours has made"""
        if not isinstance(key, str) or len(key) not in KEY_LENGTHS or not key.isalnum():
            raise ValidationError(self.env._("This browser has no valid key."))
        return key
