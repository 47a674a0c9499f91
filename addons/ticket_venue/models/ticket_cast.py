from odoo import api, fields, models


class TicketCast(models.Model):
    """A person or an ensemble in a show, and what they are in it: 演员名单."""

    _name = "ticket.cast"
    _description = "Cast Member"
    _inherit = ["image.mixin"]
    _order = "sequence, id"

    show_id = fields.Many2one(
        "ticket.show", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True, translate=True)
    role = fields.Char(
        translate=True, help="The part, the instrument or the work done behind stage."
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="show_id.company_id", store=True, index=True)

    @api.depends("name", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for member in self:
            parts = (member.name, member.role)
            member.display_name = " · ".join(part for part in parts if part)

    def action_open(self):
        """The member with picture, from the list of a cast."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
