from odoo import api, models


class TicketGate(models.Model):
    """What a device needs to let passes in while the network is away."""

    _inherit = "ticket.gate"

    @api.model
    def _package(self, device, lang):
        package = super()._package(device, lang)
        settings = self._settings(device.gate)
        return package | {
            "passes": self.env["ticket.gate.pass"]._package(settings),
            "pass_types": self._pass_type_labels(settings, lang),
        }

    @api.model
    def _pass_columns(self, device, since=None):
        """Return the passes of a device's lane, and of all lanes behind it."""
        gates = [device.gate, *self._behind_hub(device).gate_id.ids]
        settings = [self._settings(gate) for gate in dict.fromkeys(gates)]
        return self.env["ticket.gate.pass"]._columns(settings, since)

    @api.model
    def _hub_package(self, hub):
        package = super()._hub_package(hub)
        company = self.env["res.company"].browse(self._settings(hub.gate).company)
        kinds_sudo = self._pass_types_sudo(company.id)
        for lang, words in package["words"].items():
            named_sudo = kinds_sudo.with_context(lang=self._installed(lang))
            words["passes"] = {str(kind.id): kind.name for kind in named_sudo}
        return package | {
            "pass_types": {
                str(kind.id): {"venue": kind.venue_id.id or None} for kind in kinds_sudo
            }
        }

    def _pass_type_labels(self, settings, lang):
        """Return {type of pass that is good at the lane's venues: what to call it}."""
        venues = {rule.venue for rule in settings.lane.rules}
        kinds_sudo = self._pass_types_sudo(settings.company).filtered(
            lambda kind: not kind.venue_id or kind.venue_id.id in venues
        )
        named_sudo = kinds_sudo.with_context(lang=self._installed(lang))
        return {str(kind.id): kind.name for kind in named_sudo}

    def _pass_types_sudo(self, company_id):
        return (
            self.env["ticket.gate.pass.type"]
            .sudo()  # a device is no user
            .with_context(active_test=False)  # passes of an old type are good still
            .search([("company_id", "=", company_id)])
        )
