from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """The seat map speaks the visitor's language on the public pages too."""
        return [*super()._get_translation_frontend_modules_name(), "ticket_venue"]
