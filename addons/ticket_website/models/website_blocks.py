from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

MOST_RECORDS = 16
SHOW_LAYOUTS = ("grid", "row", "hero", "list")
NEWS_LAYOUTS = ("list", "bar")
#: A line at the top of a page tells what is no older.
BAR_DAYS = 14


class Website(models.Model):
    """Blocks of the page builder that show what the house has now.

    A page keeps only what the editor chose; what it stands for is asked for by every
    visitor anew. Wishes come from outside and are read strictly: what is not understood
    is left out.
    """

    _inherit = "website"

    def _ticket_block_shows(self, wanted):
        """Cards of shows by a rule, or of a topic."""
        shows_sudo = self.env["ticket.show"].sudo()
        limit = _number(wanted, "limit", 8)
        topic_id = _number(wanted, "topic", 0, most=None)
        if topic_id:
            topics_sudo = self.env["ticket.topic"].sudo()
            topic_sudo = topics_sudo.search(
                topics_sudo._website_domain(self) & Domain("id", "=", topic_id)
            )
            cards = topic_sudo._website_cards(self) if topic_sudo else []
        else:
            found_sudo = shows_sudo._website_list(self, wanted.get("rule"), limit)
            cards = found_sudo._website_cards_of(found_sudo._website_sessions())
        return {
            "cards": cards[:limit],
            "layout": _one_of(wanted, "layout", SHOW_LAYOUTS),
            "ranked": wanted.get("rule") == "hot" and not topic_id,
        }

    def _ticket_block_countdown(self, wanted):
        """The sale that begins next: of one show, or of any."""
        now = fields.Datetime.now()
        shows_sudo = self.env["ticket.show"].sudo()
        domain = shows_sudo._website_session_domain() & Domain("sale_start", ">", now)
        domain &= Domain("show_id", "any", shows_sudo._website_domain(self))
        if show_id := _number(wanted, "show", 0, most=None):
            domain &= Domain("show_id", "=", show_id)
        sessions_sudo = self.env["ticket.session"].sudo()
        session_sudo = sessions_sudo.search(domain, order="sale_start, id", limit=1)
        left = (session_sudo.sale_start - now) if session_sudo else timedelta()
        return {"session": session_sudo, "seconds": int(left.total_seconds())}

    def _ticket_block_news(self, wanted):
        """The latest posts of a blog of this website, or of the one for notices."""
        layout = _one_of(wanted, "layout", NEWS_LAYOUTS)
        posts_sudo = self.env["blog.post"].sudo()
        domain = self._ticket_news_domain()
        if wanted.get("blog") in ("news", "notices"):
            blog = self.env.ref(
                f"ticket_website.blog_{wanted['blog']}", raise_if_not_found=False
            )
            domain &= Domain("blog_id", "=", blog.id if blog else 0)
        elif blog_id := _number(wanted, "blog", 0, most=None):
            domain &= Domain("blog_id", "=", blog_id)
        if layout == "bar":
            since = fields.Datetime.now() - timedelta(days=BAR_DAYS)
            domain &= Domain("post_date", ">", since)
        limit = 1 if layout == "bar" else _number(wanted, "limit", 4)
        return {
            "posts": posts_sudo.search(domain, order="post_date desc", limit=limit),
            "layout": layout,
        }

    def _ticket_block_topics(self, wanted):
        topics_sudo = self.env["ticket.topic"].sudo()
        limit = _number(wanted, "limit", 3)
        return {
            "topics": topics_sudo.search(topics_sudo._website_domain(self), limit=limit)
        }

    def _ticket_news_domain(self):
        """The posts visitors of this website may read."""
        return (
            Domain("blog_id.website_id", "in", (False, self.id))
            & Domain("website_published", "=", True)
            & Domain("post_date", "<=", fields.Datetime.now())
        )


def _number(wanted, name, default, most=MOST_RECORDS):
    try:
        number = int(wanted.get(name) or default)
    except ValueError:
        return default
    if number < 1:
        return default
    return number if most is None else min(number, most)


def _one_of(wanted, name, choices):
    choice = wanted.get(name)
    return choice if choice in choices else choices[0]
