from odoo import api, models

from odoo.addons.base.models.ir_cron import ODOO_NOTIFY_FUNCTION

from ..wake import wake


class IrCron(models.Model):
    _inherit = "ir.cron"

    @api.model
    def _notifydb(self):  # pylint: disable=missing-return
        """A paid web order calls the worker, over a kept connection."""
        wake(ODOO_NOTIFY_FUNCTION, "cron_trigger", [self.env.cr.dbname])
