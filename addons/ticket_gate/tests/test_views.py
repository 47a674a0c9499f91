import re

from odoo.tests import TransactionCase, tagged

BY_THE_HOUR = re.compile(r"""interval="hour"|:hour['"]""")


@tagged("post_install", "-at_install")
class TestViews(TransactionCase):
    """What the views of the gates may say."""

    def test_views_by_the_hour_show_no_samples(self):
        """Odoo makes up samples by the day at the shortest, and breaks on hours."""
        views = self.env["ir.ui.view"].search([("model", "=like", "ticket.%")])
        hourly = views.filtered(lambda view: BY_THE_HOUR.search(view.arch))
        filtered_models = set(
            hourly.filtered(lambda v: v.type == "search").mapped("model")
        )
        self.assertIn("ticket.gate.report", filtered_models)
        broken = views.filtered(
            lambda view: (
                'sample="1"' in view.arch
                and (view in hourly or view.model in filtered_models)
            )
        )
        self.assertFalse(broken.mapped("xml_id"))
