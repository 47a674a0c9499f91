from odoo import fields, models


class ResCompany(models.Model):
    """How long places are kept, channel by channel, and for whom a little longer."""

    _inherit = "res.company"

    ticket_hold_website = fields.Integer(
        string="Hold Time on the Website", default=15, required=True
    )
    ticket_hold_pos = fields.Integer(
        string="Hold Time at the Box Office", default=10, required=True
    )
    ticket_hold_kiosk = fields.Integer(
        string="Hold Time at the Kiosk", default=5, required=True
    )
    ticket_hold_distributor = fields.Integer(
        string="Hold Time of Distributors",
        default=15,
        required=True,
        help="A contract may say otherwise.",
    )
    ticket_hold_backoffice = fields.Integer(
        string="Hold Time in the Back Office", default=30, required=True
    )
    ticket_hold_payment = fields.Integer(
        string="Hold Time while Paying",
        default=20,
        required=True,
        help="How long a buyer may spend at the payment provider.",
    )
    ticket_extend_count = fields.Integer(
        string="Extensions",
        default=1,
        help="How often a customer may ask for more time; 0 means never.",
    )
    ticket_extend_minutes = fields.Integer(
        string="Length of an Extension", default=5, required=True
    )
    ticket_waiting_minutes = fields.Integer(
        string="Time to Accept an Offer",
        default=60,
        required=True,
        help="How long offered places wait for somebody on the waiting list.",
    )
    ticket_remind_hours = fields.Integer(
        string="Remind before Deadline",
        default=48,
        required=True,
        help="How many hours before the deadline of a reservation its customer gets a "
        "reminder; 0 sends none.",
    )

    _ticket_hold_times = models.Constraint(
        """CHECK(ticket_hold_website BETWEEN 1 AND 1440
             AND ticket_hold_pos BETWEEN 1 AND 1440
             AND ticket_hold_kiosk BETWEEN 1 AND 1440
             AND ticket_hold_distributor BETWEEN 1 AND 1440
             AND ticket_hold_backoffice BETWEEN 1 AND 1440
             AND ticket_hold_payment BETWEEN 1 AND 1440
             AND ticket_extend_minutes BETWEEN 1 AND 1440)""",
        "Places can be kept between 1 and 1440 minutes.",
    )
    _ticket_extend_count_range = models.Constraint(
        "CHECK(ticket_extend_count BETWEEN 0 AND 20)",
        "Customers may ask for more time between 0 and 20 times.",
    )
    _ticket_waiting_minutes_range = models.Constraint(
        "CHECK(ticket_waiting_minutes BETWEEN 5 AND 10080)",
        "An offer of the waiting list stands between 5 minutes and 7 days.",
    )
    _ticket_remind_hours_range = models.Constraint(
        "CHECK(ticket_remind_hours BETWEEN 0 AND 1000)",
        "A reminder goes out between 0 and 1000 hours before the deadline.",
    )
