import time
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import api, fields, models, tools

from ..tools import admission


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """A lane and its rules as plain values, for the scan and the package."""

    id: int
    name: str
    group: str
    company: int
    venue: int
    tz: str
    lane: admission.Lane
    fare: int | None = None
    state: str = "normal"
    passage_seconds: int = 20


class TicketGate(models.Model):
    """A lane: one turnstile, or one place where a person with a scanner stands."""

    _name = "ticket.gate"
    _description = "Gate"
    _inherit = ["ticket.cached.mixin"]
    _order = "group_id, name, id"
    _check_company_auto = True
    _rec_names_search = ["name", "group_id.name"]

    name = fields.Char(required=True)
    group_id = fields.Many2one(
        "ticket.gate.group",
        string="Gate Group",
        required=True,
        ondelete="restrict",
        index=True,
    )
    venue_id = fields.Many2one(related="group_id.venue_id", store=True)
    company_id = fields.Many2one(related="group_id.company_id", store=True)
    is_open = fields.Boolean(
        string="Open",
        compute="_compute_is_open",
        inverse="_inverse_is_open",
        store=True,
        help="A closed lane lets nobody through.",
    )
    direction = fields.Selection(
        [("both", "In and Out"), ("in", "In Only"), ("out", "Out Only")],
        required=True,
        default="both",
    )
    session_id = fields.Many2one(
        "ticket.session",
        string="Only This Session",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        domain="[('venue_id', '=', venue_id)]",
        help="Empty: every session whose doors are open by the rules.",
    )
    device_ids = fields.One2many("ticket.gate.device", "gate_id", string="Devices")
    device_count = fields.Integer(compute="_compute_device_count")
    active = fields.Boolean(default=True)

    @api.depends("name", "group_id.name")
    @api.depends_context("lane_name_only")
    def _compute_display_name(self):
        """Many houses have a lane 1: its group says which one is meant."""
        for gate in self:
            is_known = self.env.context.get("lane_name_only") or not gate.group_id
            gate.display_name = (
                gate.name if is_known else f"{gate.name} · {gate.group_id.name}"
            )

    @api.depends("device_ids")
    def _compute_device_count(self):
        counts = dict(
            self.env["ticket.gate.device"]._read_group(
                [("gate_id", "in", self.ids)], ["gate_id"], ["__count"]
            )
        )
        for gate in self:
            gate.device_count = counts.get(gate, 0)

    def action_view_scans(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_gate.ticket_scan_action"
        )
        return action | {"domain": [("gate_id", "=", self.id)], "context": {}}

    @api.model
    def _settings(self, gate_id):
        """Return the :class:`LaneSettings` of a lane, kept in memory for this hour: a
        venue's clock may be put forward at any full one."""
        return self._settings_in(gate_id, int(time.time()) // 3600)

    @api.model
    @tools.ormcache("gate_id", "hour")
    def _settings_in(self, gate_id, hour):
        gate_sudo = self.sudo().browse(gate_id)  # a device has no user of its own
        tz = gate_sudo.venue_id.tz or "UTC"
        here = datetime.fromtimestamp(hour * 3600, UTC).astimezone(ZoneInfo(tz))
        return LaneSettings(
            id=gate_sudo.id,
            name=gate_sudo.name,
            group=gate_sudo.group_id.name,
            company=gate_sudo.company_id.id,
            venue=gate_sudo.venue_id.id,
            fare=gate_sudo.fare_id.id or None,
            tz=tz,
            lane=admission.Lane(
                rules=gate_sudo.group_id.rule_ids._admission_rules(),
                is_open=gate_sudo.is_open and gate_sudo.active,
                session=gate_sudo.session_id.id or None,
                direction=gate_sudo.direction,
                offset=int(here.utcoffset().total_seconds()),
            ),
            state=gate_sudo.state,
            passage_seconds=gate_sudo.passage_seconds,
        )
