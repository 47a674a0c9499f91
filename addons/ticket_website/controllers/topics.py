from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route
from odoo.tools.translate import LazyTranslate

from odoo.addons.website.models.ir_http import sitemap_qs2dom

from .shared_page import shared_page

_lt = LazyTranslate(__name__)


class TicketTopics(Controller):
    def sitemap_topics(env, rule, qs):  # noqa: N805  a sitemap is no method
        website = env["website"].get_current_website()
        topics_sudo = env["ticket.topic"].sudo()
        domain = topics_sudo._website_domain(website)
        domain &= Domain("is_published", "=", True)
        domain &= Domain(sitemap_qs2dom(qs, "/topic", topics_sudo._rec_name))
        for topic_sudo in topics_sudo.search(domain):
            if not qs or qs.lower() in topic_sudo.website_url:
                yield {
                    "loc": topic_sudo.website_url,
                    "lastmod": topic_sudo.write_date.date(),
                }

    @route(
        "/topics",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=True,
        list_as_website_content=_lt("Topics"),
    )
    def topics(self, **kwargs):
        """What belongs together: festivals, series, seasons."""
        topics_sudo = request.env["ticket.topic"].sudo()
        found_sudo = topics_sudo.search(topics_sudo._website_domain(request.website))
        return shared_page(
            request.render("ticket_website.topics", {"topics": found_sudo})
        )

    @route(
        "/topic/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_topics,
    )
    def topic(self, slug, **kwargs):
        """:raise NotFound: no such topic on this website, or not shown yet"""
        topics_sudo = request.env["ticket.topic"].sudo()
        topic_sudo = topics_sudo._website_find(request.website, slug)
        if not topic_sudo:
            raise NotFound
        if slug != request.env["ir.http"]._slug(topic_sudo):
            return request.redirect(topic_sudo.website_url, code=301)
        values = {
            "topic": topic_sudo,
            "main_object": topic_sudo,
            "cards": topic_sudo._website_cards(request.website),
        }
        return shared_page(request.render("ticket_website.topic", values))
