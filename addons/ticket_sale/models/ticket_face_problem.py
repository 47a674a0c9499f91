import json

from odoo import api, models
from odoo.tools import LazyTranslate

from ..tools import face_schema

_lt = LazyTranslate(__name__)

PROBLEMS = {
    "json": _lt("This is not JSON: %(detail)s"),
    "structure": _lt("A face has a page with w and h, and a list of elements."),
    "version": _lt(
        "This face is of version %(detail)s; this program knows versions 1 and 2."
    ),
    "page_size": _lt("A page side of %(detail)s mm is not between 20 and 500."),
    "dpi": _lt("%(detail)s dots an inch is not between 100 and 1200."),
    "element_type": _lt("%(element)s: its type is none we know."),
    "missing": _lt("%(element)s: “%(detail)s” is missing."),
    "unknown_key": _lt("%(element)s: there is no setting “%(detail)s”."),
    "bad_value": _lt("%(element)s: a wrong value, %(detail)s"),
    "unknown_field": _lt("%(element)s: there is no field {%(detail)s}."),
    "outside": _lt("%(element)s lies outside the page."),
    "qr_small": _lt(
        "%(element)s: the squares of this code would be %(detail)s mm wide, "
        "too small to scan. Make it larger."
    ),
    "text_high": _lt("%(element)s: the text is higher than its box."),
}


class TicketFace(models.Model):
    _inherit = "ticket.face"

    @api.model
    def _template_problems(self, template):
        """Return what is wrong with a template, a dictionary each, for people to read.

        :param template: the face, as a dictionary or as JSON
        :return: ``{code, side, element, detail, level, message}``; elements count from
            0, and -1 is the face as a whole
        """
        if not isinstance(template, dict):
            try:
                template = json.loads(template or "")
            except (ValueError, RecursionError) as error:
                return [self._problem(face_schema.Problem("json", detail=str(error)))]
        return [self._problem(one, template) for one in face_schema.check(template)]

    @api.model
    def _problem(self, problem, template=None):
        # the texts are marked for translation where PROBLEMS is written
        text = self.env._(PROBLEMS[problem.code])  # pylint: disable=translation-not-lazy
        return {
            "code": problem.code,
            "side": problem.side,
            "element": problem.element,
            "detail": problem.detail,
            "level": problem.level,
            "message": text
            % {
                "element": self._element_name(problem, template),
                "detail": problem.detail,
            },
        }

    @api.model
    def _element_name(self, problem, template):
        """Return what people call an element: its own name, else its number."""
        if problem.element < 0 or not template:
            return ""
        element = dict(face_schema.sides(template))[problem.side][problem.element]
        name = element.get("name") if isinstance(element, dict) else None
        if isinstance(name, str) and name.strip():
            return f"“{name[:60]}”"
        if problem.side == "back":
            return self.env._(
                "Element %(number)s of the back", number=problem.element + 1
            )
        return self.env._("Element %(number)s", number=problem.element + 1)
