from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class TicketZone(models.Model):
    _name = "ticket.zone"
    _description = "Price Zone"
    _order = "plan_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10, help="Best zone first.")
    color = fields.Char(default="#3b82f6", required=True)
    plan_id = fields.Many2one(
        "ticket.price.plan", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    seat_map_id = fields.Many2one(related="plan_id.seat_map_id")
    section_ids = fields.Many2many(
        "ticket.seat.section",
        "ticket_zone_section_rel",
        "zone_id",
        "section_id",
        string="Sections of All Revisions",
    )
    drawn_section_ids = fields.Many2many(
        "ticket.seat.section",
        string="Sections",
        compute="_compute_drawn_section_ids",
        inverse="_inverse_drawn_section_ids",
        domain="[('seat_map_id', '=', seat_map_id)]",
        help="Sections of the plan's own revision that are in this zone as a whole.",
    )
    seat_ids = fields.Many2many(
        "ticket.seat",
        "ticket_zone_seat_rel",
        "zone_id",
        "seat_id",
        string="Single Seats",
        help="Seats that belong to this zone although their section does not.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(plan_id, code)", "Two zones of this plan have the same code."
    )

    @api.depends("section_ids.seat_map_id", "plan_id.seat_map_id")
    def _compute_drawn_section_ids(self):
        for zone in self:
            zone.drawn_section_ids = zone._sections_of(zone.seat_map_id)

    def _inverse_drawn_section_ids(self):
        for zone in self:
            others = zone.section_ids - zone._sections_of(zone.seat_map_id)
            zone.section_ids = others | zone.drawn_section_ids

    def _sections_of(self, seat_map):
        """The sections of one revision that are in these zones as a whole."""
        return self.section_ids.filtered(
            lambda section: section.seat_map_id == seat_map
        )

    @api.constrains("section_ids", "plan_id")
    def _check_sections(self):
        """A section is in one zone of a plan at most."""
        for plan in self.plan_id:
            seen = {}
            for zone in plan.zone_ids:
                for section in zone.section_ids:
                    if section in seen:
                        raise ValidationError(
                            self.env._(
                                "Section %(section)s is in zone %(first)s already; "
                                "take it out before adding it to %(second)s.",
                                section=section.name,
                                first=seen[section].name,
                                second=zone.name,
                            )
                        )
                    seen[section] = zone

    def _assign_seats(self, seats):
        """Give single seats to this zone, taking them from the plan's other zones."""
        self.ensure_one()
        others = self.plan_id.zone_ids - self
        self.env.execute_query(
            SQL(
                """WITH gone AS (DELETE FROM ticket_zone_seat_rel
                                  WHERE seat_id = ANY(%(seats)s)
                                    AND zone_id = ANY(%(others)s))
                   INSERT INTO ticket_zone_seat_rel (zone_id, seat_id)
                   SELECT %(zone)s, unnest(%(seats)s)
              ON CONFLICT DO NOTHING RETURNING seat_id""",
                seats=list(seats),
                others=others.ids,
                zone=self.id,
            )
        )
        self.plan_id.zone_ids.invalidate_recordset(["seat_ids"])
