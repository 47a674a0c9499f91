from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: The length of a review's text.
MOST_TEXT = 2000
#: So many reviews stand on the page of a show.
ON_PAGE = 4


class TicketShow(models.Model):
    """What people who were there say."""

    _name = "ticket.show"
    # the mixin first: it is a mail.thread itself
    _inherit = ["rating.mixin", "ticket.show"]

    def _reviews(self):
        """The reviews everybody may read."""
        return (
            self.env["rating.rating"]
            .sudo()  # visitors have no rights on ratings
            .search(
                [
                    ("ticket_show_id", "in", self.ids),
                    ("ticket_state", "=", "published"),
                ],
                order="rated_on desc, id desc",
            )
        )

    def _website_reviews(self):
        """The reviews on the page of the show: those with words first."""
        reviews = self._reviews()
        return reviews.sorted(lambda review: not review.feedback)[:ON_PAGE]

    def _website_stars(self):
        """How many reviews gave how many stars, five first: [(stars, count, percent)]."""
        stats = self.sudo().rating_get_stats()
        total = stats["total"]
        return [
            (
                stars,
                round(total * stats["percent"][stars] / 100),
                stats["percent"][stars],
            )
            for stars in range(5, 0, -1)
        ]

    def _reviews_by(self, partner):
        """A customer's own reviews of these shows, in whatever state."""
        household = partner.commercial_partner_id
        return (
            self.env["rating.rating"]
            .sudo()
            .search(
                [
                    ("ticket_show_id", "in", self.ids),
                    ("partner_id", "child_of", household.id),
                ],
            )
        )

    def _review_of(self, partner):
        """This customer's own review of the show."""
        return self._reviews_by(partner)[:1]

    def _seen_domain(self, partner):
        """Tickets of sessions that are over and took place, of one customer."""
        household = partner.commercial_partner_id
        return (
            Domain("partner_id", "child_of", household.id)
            & Domain("state", "in", ("valid", "used"))
            & Domain("session_id.end", "<", fields.Datetime.now())
            & Domain("session_id.state", "not in", ("cancelled", "postponed"))
        )

    def _may_review(self, partner):
        """Whether somebody bought tickets of this show and it is over for them."""
        self.ensure_one()
        domain = self._seen_domain(partner) & Domain("show_id", "=", self.id)
        return bool(self.env["ticket.ticket"].sudo().search_count(domain, limit=1))

    def _write_review(self, partner, stars, text, signed):
        """Take a review, or a new wording of it, for the house to read.

        :param int stars: 1 to 5
        :return: the review, with sudo
        :raise UserError: the customer was not there, or there are no stars
        """
        self.ensure_one()
        if not self._may_review(partner):
            raise UserError(
                self.env._(
                    "Reviews are written by people who were there: buy a ticket, enjoy "
                    "the show and come back."
                )
            )
        if stars not in range(1, 6):
            raise UserError(self.env._("Choose between one and five stars."))
        values = {
            "rating": stars,
            "feedback": (text or "").strip()[:MOST_TEXT],
            "ticket_signed": (signed or "").strip()[:60] or partner.name,
            "ticket_state": "waiting",
            "consumed": False,
        }
        review_sudo = self._review_of(partner)
        if review_sudo:
            review_sudo.write(values)
            return review_sudo
        return (
            self.env["rating.rating"]
            .sudo()
            .create(
                {
                    **values,
                    "res_model_id": self.env["ir.model"]._get_id("ticket.show"),
                    "res_id": self.id,
                    "ticket_show_id": self.id,
                    "partner_id": partner.id,
                }
            )
        )

    def _website_rating_data(self):
        """The average as schema.org reads it; nothing without reviews."""
        show_sudo = self.sudo()
        if not show_sudo.rating_count:
            return {}
        return {
            "aggregateRating": {
                "@type": "AggregateRating",
                "ratingValue": round(show_sudo.rating_avg, 1),
                "reviewCount": show_sudo.rating_count,
                "bestRating": 5,
                "worstRating": 1,
            }
        }
