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

    def _pass_type_labels(self, settings, lang):
        """Return {type of pass: what to call it}."""
        installed = lang if self.env["res.lang"]._get_data(code=lang) else None
        kinds_sudo = self.env["ticket.gate.pass.type"].sudo()  # a device is no user
        found_sudo = kinds_sudo.with_context(lang=installed).search(
            [("company_id", "=", settings.company)]
        )
        return {str(kind.id): kind.name for kind in found_sudo}
