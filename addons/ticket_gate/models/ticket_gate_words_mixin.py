from odoo import models

SPOKEN = {"name", "tz", "gate_class", "proof"}


class TicketGateWordsMixin(models.AbstractModel):
    """Names that gates keep in memory, dropped when one changes."""

    _name = "ticket.gate.words.mixin"
    _description = "Names Kept in Memory by Gates"

    def write(self, vals):
        result = super().write(vals)
        if SPOKEN & vals.keys():
            self.env["ticket.cached.mixin"]._forget()
        return result


class TicketShow(models.Model):
    _name = "ticket.show"
    _inherit = ["ticket.show", "ticket.gate.words.mixin"]


class TicketVenue(models.Model):
    _name = "ticket.venue"
    _inherit = ["ticket.venue", "ticket.gate.words.mixin"]


class TicketType(models.Model):
    _name = "ticket.type"
    _inherit = ["ticket.type", "ticket.gate.words.mixin"]


class TicketZone(models.Model):
    _name = "ticket.zone"
    _inherit = ["ticket.zone", "ticket.gate.words.mixin"]
