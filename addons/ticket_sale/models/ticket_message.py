import pytz

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketMessage(models.Model):
    """A kind of message customers get by themselves: what, when, by which way.

    Who is due is found by ``_collect_<kind>``; see ``ticket_message_audience.py``.
    """

    _name = "ticket.message"
    _description = "Customer Message"
    _order = "company_id, sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("ticket", "Tickets bought on the website"),
            ("reminder", "Reminder before the show"),
            ("change", "Date changed or cancelled"),
        ],
        string="Kind of Message",
        required=True,
    )
    hours = fields.Integer(
        required=True,
        default=24,
        help="A reminder goes out so many hours before the start, an invitation to a "
        "review so many hours after the end.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(
        default=True, help="Switched off, nobody gets this message any more."
    )
    by_mail = fields.Boolean(string="Mail", default=True)
    by_sms = fields.Boolean(
        string="SMS", help="Sent as well to customers with a phone number."
    )
    mail_template_id = fields.Many2one(
        "mail.template",
        domain=[("model", "=", "ticket.message.trace")],
        ondelete="restrict",
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        domain=[("model", "=", "ticket.message.trace")],
        ondelete="restrict",
    )
    hour_from = fields.Integer(
        string="Not before",
        required=True,
        default=9,
        help="By the clock of the venue, 0 to 23.",
    )
    hour_to = fields.Integer(
        string="Not after",
        required=True,
        default=21,
        help="By the clock of the venue, 1 to 24. What comes later waits for the next "
        "morning.",
    )
    campaign_id = fields.Many2one(
        "utm.campaign",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="Links of this message carry it, so that visits and orders are counted "
        "with it.",
    )
    trace_ids = fields.One2many("ticket.message.trace", "message_id")
    sent_count = fields.Integer(compute="_compute_rates", string="Sent")
    opened_rate = fields.Float(compute="_compute_rates", string="Opened")
    clicked_rate = fields.Float(compute="_compute_rates", string="Clicked")
    bought_rate = fields.Float(
        compute="_compute_rates",
        string="Bought",
        help="Who bought tickets of the show within 30 days after clicking.",
    )

    _hours_range = models.Constraint(
        "CHECK(hours BETWEEN 0 AND 720)", "Choose between 0 and 720 hours."
    )
    _decent_hours = models.Constraint(
        "CHECK(hour_from >= 0 AND hour_from < hour_to AND hour_to <= 24)",
        "Messages are sent between two hours of one day, as 9 and 21.",
    )
    _kind_uniq = models.UniqueIndex(
        "(company_id, kind, hours)", "There is such a message at this time already."
    )

    @api.depends("kind", "hours")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for message in self:
            name = labels.get(message.kind, "")
            if message._has_hours():
                name = self.env._(
                    "%(message)s, %(hours)s hours", message=name, hours=message.hours
                )
            message.display_name = name

    def _compute_rates(self):
        counts = {
            message: numbers
            for message, *numbers in self.env["ticket.message.trace"]._read_group(
                [("message_id", "in", self.ids), ("state", "=", "sent")],
                ["message_id"],
                [
                    "__count",
                    "opened_at:count",
                    "clicked_at:count",
                    "bought_at:count",
                ],
            )
        }
        for message in self:
            sent, opened, clicked, bought = counts.get(message, (0, 0, 0, 0))
            message.sent_count = sent
            message.opened_rate = opened / sent if sent else 0
            message.clicked_rate = clicked / sent if sent else 0
            message.bought_rate = bought / sent if sent else 0

    @api.constrains(
        "active", "by_mail", "by_sms", "mail_template_id", "sms_template_id"
    )
    def _check_templates(self):
        for message in self.filtered("active"):
            if message.by_mail and not message.mail_template_id:
                raise ValidationError(
                    self.env._("Choose the mail template of %s.", message.display_name)
                )
            if message.by_sms and not message.sms_template_id:
                raise ValidationError(
                    self.env._("Choose the SMS template of %s.", message.display_name)
                )

    # --- the messages of a company ----------------------------------------------

    @api.model
    def _standard(self):
        """What every company has: {(kind, hours): values}, templates by XML id."""
        return {
            # the mail with the tickets is the order's own; this is the link for a phone
            ("ticket", 0): {
                "sequence": 5,
                "active": False,
                "by_mail": False,
                "by_sms": True,
                "mail_template_id": "ticket_sale.mail_template_message_reminder",
                "sms_template_id": "ticket_sale.sms_template_message_ticket",
                "hour_from": 0,
                "hour_to": 24,
            },
            ("reminder", 24): {
                "sequence": 10,
                "mail_template_id": "ticket_sale.mail_template_message_reminder",
                "sms_template_id": "ticket_sale.sms_template_message_reminder",
            },
            ("reminder", 3): {
                "sequence": 20,
                "mail_template_id": "ticket_sale.mail_template_message_today",
                "sms_template_id": "ticket_sale.sms_template_message_reminder",
            },
            ("change", 0): {
                "sequence": 30,
                "mail_template_id": "ticket_sale.mail_template_message_change",
                "sms_template_id": "ticket_sale.sms_template_message_change",
                "hour_from": 0,
                "hour_to": 24,
            },
        }

    @api.model
    def _setup(self, companies=None):
        """Give companies the standard messages they have not got, switched on."""
        companies = companies or self.env["res.company"].search([("active", "=", True)])
        kinds = (
            self.with_context(active_test=False)
            .search([("company_id", "in", companies.ids)])
            .grouped(lambda message: (message.company_id, message.kind))
        )
        self.create(
            [
                self._standard_values(company, kind, hours, values)
                for company in companies
                for (kind, hours), values in self._standard().items()
                if (company, kind) not in kinds
            ]
        )

    def _standard_values(self, company, kind, hours, values):
        templates = {
            field: self.env.ref(values[field], raise_if_not_found=False)
            for field in ("mail_template_id", "sms_template_id")
        }
        found = {
            field: template and template.id for field, template in templates.items()
        }
        return {
            **values,
            **found,
            "active": values.get("active", bool(found["mail_template_id"])),
            "kind": kind,
            "hours": hours,
            "company_id": company.id,
        }

    # --- what a kind of message is ----------------------------------------------

    def _has_hours(self):
        return self.kind == "reminder"

    def _may_send_now(self, tz):
        """Whether this is a decent hour where the show is."""
        zone = pytz.timezone(tz or "UTC")
        hour = pytz.utc.localize(fields.Datetime.now()).astimezone(zone).hour
        return self.hour_from <= hour < self.hour_to

    def _utm(self):
        """What the links of this message carry; the campaign is made when first sent."""
        self.ensure_one()
        if not self.campaign_id:
            name = f"{self.company_id.name}: {self.kind} {self.hours}"
            self.campaign_id = self.env["utm.campaign"].sudo().create({"name": name})
        return {
            "campaign_id": self.campaign_id.id,
            "medium_id": self.env.ref("utm.utm_medium_email").id,
        }

    # --- sending ----------------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Find who is due and send, in batches that are committed one by one: what a
        crash interrupts is neither lost nor sent twice."""
        Trace = self.env["ticket.message.trace"]
        for message in self.search([("active", "=", True)]):
            message._collect()
        queues = [
            (message, tz, count)
            for message, tz, count in Trace._read_group(
                [("state", "=", "waiting")], ["message_id", "tz"], ["__count"]
            )
            if message._may_send_now(tz)
        ]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(count for *_queue, count in queues))
        for message, tz, _count in queues:
            while batch := Trace._next_batch(message, tz):
                batch._send()
                if not cron._commit_progress(len(batch)):
                    return
        Trace._note_purchases()
        cron._commit_progress()

    def action_traces(self):
        """Who got this message, and what they did."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_sale.ticket_message_trace_action"
        )
        return {**action, "domain": [("message_id", "=", self.id)]}
