import re

from lxml import html

from odoo.modules import get_module_path
from odoo.tests import tagged
from odoo.tools import html_sanitize
from odoo.tools.translate import PoFileReader

from .common import TicketWebsiteCommon

OURS = ("ticket_sale", "ticket_website")
BRACES = re.compile(r"\{\{.*?\}\}")
CODE = re.compile(r"\bt-[a-z-]+=\"[^\"]*\"|\{\{.*?\}\}")
SENTENCE = re.compile(r"[A-Za-z]+(?:[ ,;:.!?’'-]+[A-Za-z]+){2,}")


@tagged("post_install", "-at_install")
class TestMailLook(TicketWebsiteCommon):
    """Mails arrive as they were drawn, in the language of their reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        known = cls.env["ir.model.data"].search(
            [("model", "=", "mail.template"), ("module", "in", OURS)]
        )
        cls.templates = {
            one.complete_name: cls.env["mail.template"].browse(one.res_id)
            for one in known
        }
        cls.letter = cls.env.ref("ticket_sale.customer_letter")
        cls.chinese = {
            (f"{module}.{row['imd_name']}", row["name"], row["src"].strip()): row[
                "value"
            ]
            for module in OURS
            for row in PoFileReader(f"{get_module_path(module)}/i18n/zh_CN.po")
            if row.get("imd_model") == "mail.template"
        }

    def _styles(self, body):
        """The styles of each element that has one, as sets of name and value."""
        tree = html.fromstring(f"<div>{body}</div>")
        return [
            {re.sub(r"\s", "", rule) for rule in styled.split(";") if rule.strip()}
            for styled in tree.xpath("//*[@style]/@style")
        ]

    def test_no_style_is_lost_on_the_way(self):
        """Messages of an order are cleaned; what is white on dark stays readable."""
        bodies = {name: one.body_html for name, one in self.templates.items()}
        bodies["letter"] = self.letter.arch_db
        self.assertIn("ticket_sale.mail_template_tickets", bodies)
        for name, body in bodies.items():
            body = re.sub(r"\bt-[a-z-]+=\"[^\"]*\"", "", str(body))
            cleaned = html_sanitize(body, sanitize_style=True)
            self.assertEqual(self._styles(cleaned), self._styles(body), name)

    def test_every_mail_has_one_language_at_a_time(self):
        """A translation keeps the code of the mail, and no sentence of the English."""
        for name, template in self.templates.items():
            for field in ("subject", "body_html"):
                written = str(template.with_context(lang="en_US")[field])
                key = (name, f"mail.template,{field}", written.strip())
                said = self.chinese.get(key) or written
                with self.subTest(mail=name, field=field):
                    self.assertEqual(
                        sorted(CODE.findall(said)), sorted(CODE.findall(written))
                    )
                    self.assertFalse(SENTENCE.findall(self._words(said)))

    def _words(self, body):
        """The words people read: no code, no sample of what code puts in."""
        tree = html.fromstring(f"<div>{BRACES.sub('', body)}</div>")
        for shown in tree.xpath("//*[@t-out]"):
            shown.text = ""
        return tree.text_content()

    def test_templates_can_be_tried_on_any_record(self):
        """So a house can change them, whatever stands first in the table."""
        self._sell("1-1")
        message = self.env["ticket.message"].search([("kind", "=", "reminder")])[:1]
        self.env["ticket.message.trace"].create(
            {
                "message_id": message.id,
                "partner_id": self.customer.id,
                "session_id": self.performance.id,
                "show_id": self.show.id,
                "occasion": "tried",
            }
        )
        for template in self.templates.values():
            template.body_html = f"{template.body_html} "

    def test_mail_with_a_way_to_the_order_has_one_button(self):
        order = self._sell("4-1")
        self.env["ir.config_parameter"].set_param("sale.async_emails", "False")
        order._send_order_confirmation_mail()
        mail = self.env["mail.mail"].search([("model", "=", "sale.order")], limit=1)
        self.assertIn("See my order", mail.body_html)
        self.assertNotIn("View", mail.body_html)

    def test_other_messages_call_the_order_by_its_name(self):
        order = self._sell("4-1")
        order.message_post(
            body="Hello",
            partner_ids=order.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
            email_layout_xmlid="mail.mail_notification_layout",
        )
        mail = self.env["mail.mail"].search([("model", "=", "sale.order")], limit=1)
        self.assertIn("See my order", mail.body_html)
        self.assertNotIn("View Sales Order", mail.body_html)

    def test_member_is_led_to_where_the_membership_is_renewed(self):
        product = self.env["product.product"].create(
            {
                "name": "Friend",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        tier = self.env["ticket.membership.tier"].create(
            {"name": "Friend", "code": "friend", "product_id": product.id}
        )
        card = self.env["ticket.membership"].new({"tier_id": tier.id})
        tier.product_id.is_published = False
        self.assertTrue(card._renew_url().endswith("/my/membership"))
        tier.product_id.is_published = True
        self.assertTrue(card._renew_url().endswith(tier.product_id.website_url))
