from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

#: A message that could not go out for so long is not sent any more.
CATCH_UP = timedelta(days=2)


class TicketMessage(models.Model):
    """What is told to people who like a show, and to those who have seen one."""

    _inherit = "ticket.message"

    kind = fields.Selection(
        selection_add=[
            ("on_sale", "Favourite goes on sale"),
            ("review", "Invitation to a review"),
        ],
        ondelete={"on_sale": "cascade", "review": "cascade"},
    )

    def _standard(self):
        return super()._standard() | {
            ("on_sale", 0): {
                "sequence": 40,
                "mail_template_id": "ticket_website.mail_template_message_on_sale",
                "sms_template_id": "ticket_website.sms_template_message_on_sale",
            },
            ("review", 20): {
                "sequence": 50,
                "mail_template_id": "ticket_website.mail_template_message_review",
                "sms_template_id": "ticket_website.sms_template_message_review",
            },
        }

    def _has_hours(self):
        return self.kind == "review" or super()._has_hours()

    def _refused_by(self):
        """The field of a customer who does not want this message."""
        fields_of = {"on_sale": "ticket_no_alerts", "review": "ticket_no_reviews"}
        return fields_of.get(self.kind)

    def _collect_on_sale(self):
        """Members who liked a show before its sale opened; sessions that open on one
        day are told of once."""
        now = fields.Datetime.now()
        sessions = self.env["ticket.session"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "on_sale")
            & Domain("start", ">", now)
            & Domain("slot_plan_id", "=", False)  # new slots every day are no news
            & Domain("on_sale_since", ">", now - CATCH_UP)
        )
        self._note(
            [
                {
                    "partner_id": partner.id,
                    "show_id": show.id,
                    "occasion": f"show-{show.id}-{opened:%Y%m%d}",
                    "tz": of_show[:1].tz,
                    "valid_until": max(of_show.mapped("start")),
                }
                for show, of_show in sessions.grouped("show_id").items()
                for opened in [min(of_show.mapped("on_sale_since"))]
                for partner in self._fans(show, opened)
            ]
        )

    def _fans(self, show, before):
        """Who liked a show before a moment. sudo: members of the whole company."""
        return (
            self.env["ticket.favourite"]
            .sudo()
            .search(show._favourite_domain() & Domain("create_date", "<", before))
            .partner_id
        )

    def _collect_review(self):
        """Who was at a show that is over, once for a show however often they went."""
        due = fields.Datetime.now() - timedelta(hours=self.hours)
        sessions = self.env["ticket.session"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "not in", ("draft", "cancelled", "postponed"))
            & Domain("show_id.is_published", "=", True)
            & Domain("end", "<=", due)
            & Domain("end", ">", due - CATCH_UP)
        )
        visitors = {}
        for session, partner, _bought in self._ticket_holders(
            sessions, ("valid", "used")
        ):
            visitors.setdefault((session.show_id, partner), session)
        self._note(
            [
                {
                    "partner_id": partner.id,
                    "session_id": session.id,
                    "show_id": show.id,
                    "occasion": f"show-{show.id}",
                    "tz": session.tz,
                    "valid_until": session.end + timedelta(days=30),
                }
                for (show, partner), session in visitors.items()
            ]
        )
