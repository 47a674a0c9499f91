from odoo import fields, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    ticket_exchange_id = fields.Many2one(
        "ticket.exchange.request",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The exchange of tickets whose difference this pays.",
    )

    def _post_process(self):
        result = super()._post_process()
        for transaction in self.filtered(
            lambda tx: (
                tx.state == "done"
                and tx.operation != "refund"
                and tx.ticket_exchange_id
            )
        ):
            asked = transaction.ticket_exchange_id
            lang = asked.order_id._ticket_for_customer().env.lang
            asked.with_context(lang=lang)._paid(transaction)  # a refusal is told
        return result
