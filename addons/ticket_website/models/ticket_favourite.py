from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..tools.favourites import MOST_OF_MEMBER


class TicketFavourite(models.Model):
    """Something a member wants to hear of again. A guest's favourites stay in the
    guest's own browser until there is somebody to tell."""

    _name = "ticket.favourite"
    _description = "Favourite"
    _order = "id desc"
    _check_company_auto = True

    #: What can be a favourite: the word for it in a browser, and the field that holds it.
    _kinds = {"show": "show_id"}

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    show_id = fields.Many2one(
        "ticket.show",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )

    _show_uniq = models.UniqueIndex(
        "(partner_id, show_id) WHERE show_id IS NOT NULL",
        "This show is a favourite already.",
    )

    @api.depends("show_id")
    def _compute_display_name(self):
        for favourite in self:
            favourite.display_name = favourite._record().display_name

    @api.constrains("show_id")
    def _check_one_thing(self):
        for favourite in self:
            if not favourite._record():
                raise ValidationError(
                    self.env._("A favourite is one show or one artist.")
                )

    def _record(self):
        """What the favourite is."""
        self.ensure_one()
        filled = [field for field in self._kinds.values() if self[field]]
        return self[filled[0]] if len(filled) == 1 else self.env["ticket.show"]

    @api.model
    def _of(self, partner, company):
        """The favourites of a customer with this company, the last ones first."""
        return self.search(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)],
            limit=MOST_OF_MEMBER,
        )

    @api.model
    def _keep(self, partner, records):
        """Remember what is not remembered yet; asked twice at once, it is kept once.

        :param records: shows, or artists, that the caller has found for this visitor
        """
        room = MOST_OF_MEMBER - self.search_count([("partner_id", "=", partner.id)])
        if not records or room <= 0:
            return
        column = SQL.identifier(self._kinds[records._favourite_kind])
        # ON CONFLICT is what the ORM cannot say: two clicks, one favourite.
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_favourite (partner_id, company_id, %(column)s,
                                                 create_uid, create_date,
                                                 write_uid, write_date)
                   SELECT %(partner)s, thing.company_id, thing.id,
                          %(uid)s, now() AT TIME ZONE 'UTC',
                          %(uid)s, now() AT TIME ZONE 'UTC'
                     FROM %(table)s AS thing
                    WHERE thing.id = ANY(%(ids)s)
                 ORDER BY array_position(%(ids)s, thing.id) DESC
                    LIMIT %(room)s
                       ON CONFLICT DO NOTHING RETURNING id""",
                column=column,
                partner=partner.id,
                uid=self.env.uid,
                table=SQL.identifier(records._table),
                ids=records.ids,
                room=room,
            )
        )
        self.invalidate_model(flush=False)
        records.invalidate_recordset(["website_favourite"], flush=False)

    @api.model
    def _forget(self, partner, record):
        """Remember something no more."""
        self.search(
            [
                ("partner_id", "=", partner.id),
                (self._kinds[record._favourite_kind], "=", record.id),
            ]
        ).unlink()
        record.invalidate_recordset(["website_favourite"], flush=False)
