from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class TicketGateDevice(models.Model):
    """Lanes may talk to a hub in their venue, which speaks for them."""

    _inherit = "ticket.gate.device"

    hub_id = fields.Many2one(
        "ticket.gate.device",
        string="Behind Hub",
        domain="[('kind', '=', 'hub'), ('company_id', '=', company_id)]",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The program in the venue that this device talks to. It passes its scans "
        "on, and decides them while we do not answer.",
    )
    behind_ids = fields.One2many(
        "ticket.gate.device", "hub_id", string="Devices Behind It"
    )

    hub_waiting = fields.Integer(
        string="Scans Waiting in It",
        readonly=True,
        copy=False,
        help="What the hub decided alone and has not told us yet.",
    )
    hub_doubles = fields.Integer(
        string="Doubles Found",
        readonly=True,
        copy=False,
        help="People it let in whom somebody else had let in before, since it was set "
        "up. See Doubles for who and where.",
    )
    hub_trouble = fields.Selection(
        [
            ("clock", "Its Clock Is Wrong"),
            ("rejected", "Scans That We Cannot Take"),
        ],
        string="Trouble",
        readonly=True,
        copy=False,
        help="Wrong clock: the computer's clock went back while we could not be asked, "
        "so its times are a guess; replace its battery. Scans that we cannot take: read "
        "the hub's log.",
    )

    @api.constrains("hub_id", "kind")
    def _check_hub(self):
        for device in self:
            if device.hub_id and device.hub_id.kind != "hub":
                raise ValidationError(
                    self.env._(
                        "%(hub)s is no gate hub. Choose a device of the kind Gate Hub.",
                        hub=device.hub_id.name,
                    )
                )
            if device.hub_id and device.kind == "hub":
                raise ValidationError(
                    self.env._(
                        "%(device)s is a gate hub itself and cannot be behind one.",
                        device=device.name,
                    )
                )
            if device.behind_ids and device.kind != "hub":
                raise ValidationError(
                    self.env._(
                        "Devices are behind %(device)s. Move them to another hub first.",
                        device=device.name,
                    )
                )

    @api.model
    @tools.ormcache("hub_id")
    def _devices_behind(self, hub_id):
        """Return the ids of the devices that a hub speaks for."""
        if not self._is_hub(hub_id):
            return []
        hub_sudo = self.sudo().browse(hub_id)  # a hub is no user
        return hub_sudo.with_context(active_test=False).behind_ids.ids

    @api.model
    @tools.ormcache("device_id")
    def _is_hub(self, device_id):
        return self.sudo().browse(device_id).kind == "hub"

    @api.model
    def _note_health(self, device_id, health):
        """Keep what a hub says of itself; what is no health is passed over."""
        if not isinstance(health, dict) or not self._is_hub(device_id):
            return
        self._note_seen(device_id, health.get("seen"))
        counts = [health.get(name) for name in ("waiting", "doubles", "rejected")]
        if any(type(count) is not int or not 0 <= count < 2**31 for count in counts):
            return
        waiting, doubles, rejected = counts
        trouble = "rejected" if rejected else None
        if health.get("clock_doubtful") is True:
            trouble = "clock"
        # not by the ORM, which would drop the cached settings with each heartbeat
        self.env.execute_query(
            SQL(
                """
                UPDATE ticket_gate_device
                   SET hub_waiting = %s, hub_doubles = %s, hub_trouble = %s
                 WHERE id = %s
             RETURNING id
                """,
                waiting,
                doubles,
                trouble,
                device_id,
            )
        )

    @api.model
    def _note_seen(self, hub_id, seen):
        """Note when a hub last heard the devices behind it, as if they had told us.

        :param seen: {device id: seconds ago}, as it came
        """
        if not isinstance(seen, dict):
            return
        behind = {str(one): one for one in self._devices_behind(hub_id)}
        heard = {
            behind[device]: ago
            for device, ago in seen.items()
            if device in behind and type(ago) is int and 0 <= ago < 86_400
        }
        if not heard:
            return
        self.env.execute_query(
            SQL(
                """
                UPDATE ticket_gate_device device
                   SET last_seen = GREATEST(device.last_seen,
                           now() AT TIME ZONE 'UTC' - told.ago * interval '1 second')
                  FROM UNNEST(%s, %s) AS told (id, ago)
                 WHERE device.id = told.id
             RETURNING device.id
                """,
                list(heard),
                list(heard.values()),
            )
        )
