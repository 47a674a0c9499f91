from odoo import api, fields, models


class TicketRevisionMoveLine(models.TransientModel):
    _name = "ticket.revision.move.line"
    _description = "Session to Move"
    _order = "id"

    move_id = fields.Many2one(
        "ticket.revision.move",
        string="Act",
        required=True,
        ondelete="cascade",
        index=True,
    )
    session_id = fields.Many2one("ticket.session", required=True, readonly=True)
    seat_map_id = fields.Many2one(
        "ticket.seat.map",
        related="session_id.seat_map_id",
        string="Now On",
    )
    state = fields.Selection(related="session_id.state")
    chosen = fields.Boolean(
        string="Move", compute="_compute_chosen", store=True, readonly=False
    )
    kept_count = fields.Integer(string="Kept", compute="_compute_verdict")
    new_count = fields.Integer(string="New", compute="_compute_verdict")
    gone_count = fields.Integer(string="Gone", compute="_compute_verdict")
    lost_count = fields.Integer(
        string="Taken and Gone",
        compute="_compute_verdict",
        help="Places that somebody has and that are not in the revision.",
    )
    renumbered_count = fields.Integer(
        string="Renamed",
        compute="_compute_verdict",
        help="Places that somebody has and that are called something else there.",
    )
    verdict = fields.Selection(
        [("ready", "Ready"), ("ask", "Renames Tickets"), ("refused", "Refused")],
        compute="_compute_verdict",
    )
    details = fields.Text(string="Places", compute="_compute_verdict")

    @api.depends("verdict")
    def _compute_chosen(self):
        for line in self:
            line.chosen = line.verdict != "refused"

    @api.depends("session_id", "move_id.seat_map_id")
    def _compute_verdict(self):
        for line in self:
            found = self.env["ticket.place"]._compare(
                line.session_id, line.move_id.seat_map_id
            )
            lost, renumbered = found["lost"], found["renumbered"]
            line.kept_count = found["kept"]
            line.new_count = found["new"] if line.session_id.inventory_open else 0
            line.gone_count = found["gone"]
            line.lost_count = len(lost)
            line.renumbered_count = len(renumbered)
            line.verdict = (lost and "refused") or (renumbered and "ask") or "ready"
            line.details = line._say(lost, renumbered)

    def _say(self, lost, renumbered):
        labels = dict(lost._fields["state"]._description_selection(self.env))
        return self.session_id._name_some(
            [f"{place.display_name} · {labels[place.state]}" for place in lost]
            + [f"{place.display_name} → {name}" for place, name in renumbered.items()]
        )
