from odoo import api, models
from odoo.tools import SQL

#: More buyers than that share no useful end of a number.
LIMIT = 500


class TicketHold(models.Model):
    _inherit = "ticket.hold"

    _phone_end_idx = models.Index(
        "(reverse(buyer_phone) text_pattern_ops) WHERE buyer_phone IS NOT NULL"
    )

    @api.model
    def _with_phone(self, tail):
        """Ids of the newest holds whose buyer's phone ends in these digits.

        SQL because only an index on the turned digits finds an end.
        """
        self.flush_model(["buyer_phone"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM ticket_hold
                    WHERE buyer_phone IS NOT NULL AND reverse(buyer_phone) LIKE %s
                 ORDER BY id DESC LIMIT %s""",
                f"{tail[::-1]}%",
                LIMIT,
            )
        )
        return [hold_id for (hold_id,) in rows]
