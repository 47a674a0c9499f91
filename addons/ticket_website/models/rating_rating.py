from odoo import api, fields, models
from odoo.exceptions import UserError

#: Reports of readers are kept up to so many characters.
REPORT_CHARS = 2000


class RatingRating(models.Model):
    """A review of a show is Odoo's rating with a state: nothing is seen, and nothing is
    counted, before the house has read it."""

    _inherit = "rating.rating"

    ticket_show_id = fields.Many2one(
        "ticket.show",
        string="Show",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    ticket_company_id = fields.Many2one(
        related="ticket_show_id.company_id",
        string="Company of the Show",
        store=True,
        index="btree_not_null",
    )
    ticket_state = fields.Selection(
        [
            ("waiting", "To Read"),
            ("published", "Published"),
            ("refused", "Refused"),
        ],
        string="Review",
        readonly=True,
    )
    ticket_signed = fields.Char(
        string="Signed", readonly=True, help="The name that readers see."
    )
    ticket_points = fields.Float(string="Points Given", readonly=True)
    ticket_report_count = fields.Integer(string="Reported", readonly=True)
    ticket_report_text = fields.Text(string="What Readers Reported", readonly=True)

    _ticket_review_uniq = models.UniqueIndex(
        "(ticket_show_id, partner_id) WHERE ticket_show_id IS NOT NULL",
        "This customer has reviewed the show already.",
    )

    # --- the house --------------------------------------------------------------

    def action_publish(self):
        """Show reviews on the page and count them."""
        self.check_access("write")
        self.filtered("ticket_show_id").write(
            {
                "ticket_state": "published",
                "consumed": True,
                "ticket_report_count": 0,
                "ticket_report_text": False,
            }
        )

    def action_refuse(self):
        """Reviews that are not shown; their writers see that in their account."""
        self.check_access("write")
        self.filtered("ticket_show_id").write(
            {"ticket_state": "refused", "consumed": False}
        )

    def action_reward(self):
        """Thank for good reviews with points, once each."""
        self.check_access("write")
        for review in self.filtered(lambda r: r.ticket_show_id and not r.ticket_points):
            company = review.ticket_company_id
            points, program = (
                company.ticket_review_points,
                company.ticket_review_program_id,
            )
            if not program or not points:
                raise UserError(
                    self.env._(
                        "Choose in Settings › Ticketing which points a good review gets."
                    )
                )
            # sudo: a moderator gives what the settings say, and nothing else
            review.sudo()._give_points(program.sudo(), points)

    def _give_points(self, program, points):
        Card = self.env["loyalty.card"].sudo()
        partner = self.partner_id.commercial_partner_id
        card = Card.search(
            [("program_id", "=", program.id), ("partner_id", "=", partner.id)], limit=1
        ) or Card.create({"program_id": program.id, "partner_id": partner.id})
        card.points += points
        self.env["loyalty.history"].sudo().create(
            {
                "card_id": card.id,
                "description": self.env._(
                    "Review of %(show)s", show=self.ticket_show_id.name
                ),
                "issued": points,
            }
        )
        self.ticket_points = points

    # --- readers ----------------------------------------------------------------

    def _report(self, reason):
        """A reader finds a review offensive: the house sees it in the queue again."""
        self.ensure_one()
        text = "\n".join(filter(None, [self.ticket_report_text, reason]))
        self.write(
            {
                "ticket_report_count": self.ticket_report_count + 1,
                "ticket_report_text": text[:REPORT_CHARS],
            }
        )

    @api.model
    def _review_states(self):
        """The states in the words of their writer."""
        return {
            "waiting": self.env._("We read it first; then it appears on the page."),
            "published": self.env._("Published"),
            "refused": self.env._("Not published. You may write it anew."),
        }
