from odoo import fields, models


class BlogPost(models.Model):
    _inherit = "blog.post"

    ticket_show_id = fields.Many2one(
        "ticket.show",
        ondelete="set null",
        index="btree_not_null",
        string="About the Show",
        help="The post is told on the show's page too.",
    )
