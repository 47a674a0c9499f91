from odoo import models
from odoo.tools.translate import LazyGettext

from ..exceptions import PlanNotReadyError
from ..tools import geometry, plan_check

SHOWN_FAULTS = 20


class TicketSeatMap(models.Model):
    """A map with faults that would show on tickets is not put in use."""

    _inherit = "ticket.seat.map"

    def _freeze(self):
        """:raise PlanNotReadyError: with the list of faults"""
        for seat_map in self.filtered(lambda seat_map: seat_map.state == "draft"):
            sections, seats = seat_map._plain_plan()
            seat_map._check_plan(sections, seats)
            if not seat_map.focal_x and not seat_map.focal_y:
                seat_map._look_at(sections, seats)
        return super()._freeze()

    def _look_at(self, sections, seats):
        """Best seats are those near the focal point: one that nobody has set is where
        the drawing shows it."""
        self.focal_x, self.focal_y = geometry.default_focal(
            seats, sections, self.shapes or []
        )

    def _check_plan(self, sections, seats):
        faults = plan_check.find_faults(sections, seats)
        if faults:
            names = {section.id: section.name for section in self.section_ids}
            lines = [self._say_fault(fault, names) for fault in faults[:SHOWN_FAULTS]]
            if hidden := len(faults) - len(lines):
                lines.append(self.env._("… and %(count)s more.", count=hidden))
            raise PlanNotReadyError(
                self.env._(
                    "Seat map %(map)s is not ready for sale. Open its editor and put "
                    "this right:\n%(faults)s",
                    map=self.display_name,
                    faults="\n".join(lines),
                )
            )

    def _plain_plan(self):
        """:return: sections and seats as ``tools/geometry.py`` knows them"""
        self.ensure_one()
        sections = [
            geometry.Section(
                section.id,
                section.name,
                section.kind,
                section.polygon or None,
                section.capacity,
            )
            for section in self.section_ids
        ]
        seats = [
            geometry.Seat(**values)
            for values in self.env["ticket.seat"]._read_geometry(self)
        ]
        return sections, seats

    def _say_fault(self, fault, names):
        text = LazyGettext(
            plan_check.MESSAGES[fault.code],
            _module="ticket_venue",
            section=names[fault.section],
            **fault.params,
        )
        return self.env._(text)
