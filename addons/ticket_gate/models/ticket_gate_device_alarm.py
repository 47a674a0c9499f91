from odoo import fields, models


class TicketGateDevice(models.Model):
    """A device that may raise the alarm, such as the fire panel."""

    _inherit = "ticket.gate.device"

    may_alarm = fields.Boolean(
        string="May Raise the Alarm",
        copy=False,
        help="The fire panel, or a terminal at the stage door: with its token it raises "
        "an emergency at the venue of its lane. It cannot end one; people do.",
    )
