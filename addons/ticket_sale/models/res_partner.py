from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    ticket_membership_ids = fields.One2many(
        "ticket.membership",
        "partner_id",
        string="Memberships",
        groups="ticket_venue.group_ticket_user",
    )
    ticket_tier_id = fields.Many2one(
        "ticket.membership.tier",
        string="Membership Tier",
        compute="_compute_ticket_tier_id",
        search="_search_ticket_tier_id",
        compute_sudo=True,
        help="The tier of the active membership with this company.",
    )

    def _compute_is_public(self):
        """Visitors buy as one of the house's own partners; nobody else's users are asked
        for."""
        house = self.env["ticket.kept"]._house_ids("res.partner")
        customers = self.filtered(lambda partner: partner.id not in house)
        customers.is_public = False
        return super(ResPartner, self - customers)._compute_is_public()

    @api.depends("commercial_partner_id.ticket_membership_ids.state")
    @api.depends_context("company")
    def _compute_ticket_tier_id(self):
        tiers = dict(
            self.env["ticket.membership"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                    ("state", "=", "active"),
                ],
                ["partner_id"],
                ["tier_id:recordset"],
            )
        )
        for partner in self:
            partner.ticket_tier_id = tiers.get(partner.commercial_partner_id, False)

    def _search_ticket_tier_id(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        wanted = set(value)
        members_sudo = self.env["ticket.membership"].sudo()
        active = Domain("company_id", "=", self.env.company.id)
        active &= Domain("state", "=", "active")
        in_tier = active & Domain("tier_id", "in", list(wanted - {False}))
        matching = members_sudo._search(in_tier).subselect("partner_id")
        domain = Domain("commercial_partner_id", "in", matching)
        if False in wanted:
            anyone = members_sudo._search(active).subselect("partner_id")
            domain |= Domain("commercial_partner_id", "not in", anyone)
        return domain if operator == "in" else ~domain
