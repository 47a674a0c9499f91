from odoo import api, models
from odoo.tools import SQL

#: More people than that share no useful end of a number.
LIMIT = 500


class ResPartner(models.Model):
    _inherit = "res.partner"

    _ticket_phone_idx = models.Index(
        "(reverse(regexp_replace(phone, '[^0-9]', '', 'g')) text_pattern_ops) "
        "WHERE phone IS NOT NULL"
    )

    @api.model
    def _ticket_with_phone(self, tail):
        """Ids of the partners whose phone ends in these digits, however it is written.

        SQL because only an index on the turned digits finds an end.
        """
        self.flush_model(["phone"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM res_partner
                    WHERE phone IS NOT NULL
                      AND reverse(regexp_replace(phone, '[^0-9]', '', 'g')) LIKE %s
                    LIMIT %s""",
                f"{tail[::-1]}%",
                LIMIT,
            )
        )
        return [partner_id for (partner_id,) in rows]
