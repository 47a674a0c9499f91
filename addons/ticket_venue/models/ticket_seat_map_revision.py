from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketSeatMap(models.Model):
    """Revisions of a drawing: what is in use never changes, its successor may."""

    _inherit = "ticket.seat.map"

    origin_id = fields.Many2one(
        "ticket.seat.map",
        string="Made From",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The revision this one was made from. Seats with the same key are the "
        "same seats.",
    )
    drawing_id = fields.Many2one(
        "ticket.seat.map",
        string="First Revision",
        compute="_compute_drawing_id",
        recursive=True,
        store=True,
        index=True,
        help="All revisions of one drawing have the same first one.",
    )
    edition = fields.Integer(
        string="Revision No.",
        default=1,
        readonly=True,
        copy=False,
        help="Counts the revisions of one drawing: 1, 2, 3 …",
    )
    successor_ids = fields.One2many(
        "ticket.seat.map", "origin_id", string="Made From This"
    )
    edition_ids = fields.Many2many(
        "ticket.seat.map", string="All Revisions", compute="_compute_editions"
    )
    edition_count = fields.Integer(string="Revisions", compute="_compute_editions")
    session_ids = fields.One2many("ticket.session", "seat_map_id", string="Sessions")
    session_count = fields.Integer(compute="_compute_session_count")

    @api.depends("origin_id.drawing_id")
    def _compute_drawing_id(self):
        for seat_map in self:
            seat_map.drawing_id = seat_map.origin_id.drawing_id or seat_map

    @api.depends("drawing_id", "successor_ids")
    def _compute_editions(self):
        for seat_map in self:
            seat_map.edition_ids = seat_map._family()
            seat_map.edition_count = len(seat_map.edition_ids)

    @api.depends("session_ids")
    def _compute_session_count(self):
        counts = dict(
            self.env["ticket.session"]._read_group(
                [("seat_map_id", "in", self.ids)], ["seat_map_id"], ["__count"]
            )
        )
        for seat_map in self:
            seat_map.session_count = counts.get(seat_map, 0)

    @api.depends("edition")
    @api.depends_context("lang")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for seat_map in self:
            if seat_map.edition > 1:
                seat_map.display_name = self.env._(
                    "%(map)s (revision %(number)s)",
                    map=seat_map.name,
                    number=seat_map.edition,
                )
        return result

    def _family(self):
        """All revisions of this drawing, the newest first."""
        self.ensure_one()
        return self.search(
            [("drawing_id", "in", self.drawing_id.ids)], order="edition desc, id desc"
        )

    def action_new_revision(self):
        """Open a draft copy with the same seat keys; a draft that waits already is
        opened instead of making a second one.

        :raise UserError: the map is a draft itself and may be changed as it is
        """
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if self.state == "draft":
            raise UserError(
                self.env._(
                    "Seat map %(map)s is a draft: change it as it is. A new revision is "
                    "made of a map that sessions use.",
                    map=self.display_name,
                )
            )
        draft = self.successor_ids.filtered(lambda one: one.state == "draft")[:1]
        return (draft or self._make_revision())._open_form()

    def _make_revision(self):
        """A draft with the same sections and seats; seat keys stay."""
        self.ensure_one()
        for section in self.section_ids.filtered(lambda section: not section.code):
            section.code = f"S{section.id}"  # by which the revision's section is known
        revision = self.copy(
            {"origin_id": self.id, "edition": self._family()[:1].edition + 1}
        )
        self.message_post(
            body=self.env._("Revision %(number)s was made.", number=revision.edition)
        )
        return revision

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
