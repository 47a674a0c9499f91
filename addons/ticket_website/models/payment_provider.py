from odoo import api, models

from odoo.addons.payment import utils as payment_utils


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    @api.model
    def _get_compatible_providers(
        self, *args, sale_order_id=None, report=None, **kwargs
    ):
        """A bank transfer needs days: none is offered shortly before a show."""
        providers = super()._get_compatible_providers(
            *args, sale_order_id=sale_order_id, report=report, **kwargs
        )
        order = self.env["sale.order"].browse(sale_order_id).exists()
        if not order or order._ticket_can_transfer():
            return providers
        late = providers.filtered(lambda one: one.custom_mode == "wire_transfer")
        payment_utils.add_to_report(
            report,
            late,
            available=False,
            reason=self.env._("too late for a bank transfer before the show"),
        )
        return providers - late
