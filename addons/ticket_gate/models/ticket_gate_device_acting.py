from odoo import api, models, tools

from ..errors import GateApiError


class TicketGateDevice(models.Model):
    """A hub speaks for the devices behind it."""

    _inherit = "ticket.gate.device"

    @api.model
    def _devices_behind(self, hub_id):
        """Hook: the ids of the devices that a hub speaks for."""
        return []

    @api.model
    def _speaks_for(self, identity):
        """Return the ids of the devices that hear commands through this one."""
        return [identity.id, *self._devices_behind(identity.id)]

    @api.model
    def _acting(self, identity, device_id=None, is_report=False):
        """Return (:class:`DeviceIdentity` that a request is about, the hub's id).

        :param identity: who sends it
        :param device_id: the device behind the hub; nothing for the sender itself
        :param bool is_report: of what was done before; a device that was revoked since
            may have done it
        """
        if device_id is None or device_id == identity.id:
            return identity, None
        if device_id not in self._devices_behind(identity.id):
            raise GateApiError(
                403, "not_your_device", "This device is not behind your hub."
            )
        device = self._identity_by_id(device_id)
        if device.revoked and not is_report:
            raise GateApiError(403, "device_revoked", "This device was revoked.")
        return device, identity.id

    @api.model
    @tools.ormcache("device_id")
    def _identity_by_id(self, device_id):
        return self._identity(self.sudo().browse(device_id))
