from odoo import api, fields, models

from odoo.addons.ticket_sale.tools import rotating_code

from .. import reasons
from .ticket_gate_device import LANGUAGES
from .ticket_gate_package import PACKAGE_AHEAD, PACKAGE_BACK

SPOKEN = tuple(code for code, _name in LANGUAGES)


class TicketGate(models.Model):
    """What a hub needs to decide for all lanes behind it, but for the tickets."""

    _inherit = "ticket.gate"

    @api.model
    def _hub_package(self, hub):
        """Return lanes, devices, keys, sessions and words for a hub.

        :param DeviceIdentity hub: who asks
        """
        devices_sudo = self._behind_hub(hub)
        gates = [self._settings(gate.id) for gate in devices_sudo.gate_id]
        company = self.env["res.company"].browse(self._settings(hub.gate).company)
        keys = self.env["ticket.signing.key"]._public_keys(company)
        now = fields.Datetime.now()
        sessions_sudo = self._hub_sessions(gates, company, now)
        return {
            "server_time": _iso(now),
            "hub": {"id": hub.id, "name": hub.name},
            "keys": {str(number): key.hex() for number, key in sorted(keys.items())},
            "lanes": [self._hub_lane(settings) for settings in gates],
            "devices": [_device(device_sudo) for device_sudo in devices_sudo],
            "sessions": [self._hub_session(one) for one in sessions_sudo],
            "types": self._hub_types(company),
            "words": {
                lang: self._hub_words(sessions_sudo.venue_id, company, lang)
                for lang in SPOKEN
            },
            "messages": {
                lang: {one: reasons.message(one, lang) for one in reasons.MESSAGES}
                for lang in SPOKEN
            },
        }

    @api.model
    def _status(self, device, lang):
        """A hub also learns how each lane behind it stands."""
        status = super()._status(device, lang)
        behind = self.env["ticket.gate.device"]._devices_behind(device.id)
        if behind:
            status["lanes"] = {
                str(gate.id): self._settings(gate.id).state
                for gate in self._behind_hub(device).gate_id
            }
        return status

    @api.model
    def _device_sessions(self, device, session_ids):
        """Return those of ``session_ids`` whose tickets a device may know: those of its
        lane, and of the lanes of the devices behind it."""
        gates = [device.gate, *self._behind_hub(device).gate_id.ids]
        sessions_sudo = self.env["ticket.session"].sudo()  # a device is no user
        for gate in dict.fromkeys(gates):
            sessions_sudo |= self._lane_sessions(self._settings(gate), session_ids)
        return sessions_sudo

    def _behind_hub(self, hub):
        """Return the devices behind a hub that may scan, as sudo records."""
        behind = self.env["ticket.gate.device"]._devices_behind(hub.id)
        devices_sudo = self.env["ticket.gate.device"].sudo()  # a hub is no user
        return devices_sudo.browse(behind).filtered(
            lambda device: device.active and not device.revoked_at
        )

    def _hub_sessions(self, gates, company, now):
        venues = {rule.venue for one in gates for rule in one.lane.rules}
        return (
            self.env["ticket.session"]
            .sudo()  # a hub is no user
            .search(
                [
                    ("venue_id", "in", list(venues)),
                    ("company_id", "=", company.id),
                    ("end", ">=", now - PACKAGE_BACK),
                    ("start", "<=", now + PACKAGE_AHEAD),
                    ("state", "!=", "draft"),
                ]
            )
        )

    def _hub_lane(self, settings):
        return {
            "id": settings.id,
            "name": settings.name,
            "group": settings.group,
            "tz": settings.tz,
            "state": settings.state,
            "fare": bool(settings.fare),
            "passage_seconds": settings.passage_seconds,
            "lane": settings.lane.to_json(),
        }

    def _hub_session(self, session_sudo):
        rotation = session_sudo._rotation(session_sudo.id)
        return {
            "id": session_sudo.id,
            "names": {
                lang: session_sudo.show_id.with_context(lang=self._installed(lang)).name
                for lang in SPOKEN
            },
            "state": session_sudo.state,
            "venue": session_sudo.venue_id.id,
            "start": _iso(session_sudo.start),
            "end": _iso(session_sudo.end),
            "tz": session_sudo.tz or "UTC",
            "rotation": rotation
            and {
                "secrets": [secret.hex() for secret in rotation.secrets],
                "fixed": sorted(rotation.fixed),
                "step_seconds": rotating_code.STEP_SECONDS,
                "tolerance": rotating_code.TOLERANCE,
            },
        }

    def _hub_types(self, company):
        """Return {type id: what the decision asks about a type}."""
        return {}

    def _hub_words(self, venues_sudo, company, lang):
        """Return the names of types, zones and venues in one language."""
        language = self._installed(lang)

        def named(model, label):
            records_sudo = (
                self.env[model]
                .sudo()  # a hub is no user
                .with_context(lang=language)
                .search([("company_id", "in", (False, company.id))])
            )
            return {str(one.id): label(one) for one in records_sudo}

        return {
            "types": named("ticket.type", lambda one: one._gate_label()),
            "zones": named("ticket.zone", lambda one: one.name),
            "venues": {
                str(one.id): one.name for one in venues_sudo.with_context(lang=language)
            },
        }

    def _installed(self, lang):
        # A language that is not installed has no names of its own.
        return lang if self.env["res.lang"]._get_data(code=lang) else None


def _device(device_sudo):
    return {
        "id": device_sudo.id,
        "name": device_sudo.name,
        "gate": device_sudo.gate_id.id,
        "lang": device_sudo.lang,
        "token_hash": device_sudo.token_hash or None,
    }


def _iso(moment):
    return f"{moment.isoformat(timespec='seconds')}Z"
