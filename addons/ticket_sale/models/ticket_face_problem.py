import json

from odoo import api, models
from odoo.tools import LazyTranslate

from ..tools import face_check, face_schema
from ..tools.face_fields import localized

_lt = LazyTranslate(__name__)

PROBLEMS = {
    "json": _lt("This is not JSON: %(detail)s"),
    "too_long": _lt("This face is larger than %(detail)s MB. Use smaller pictures."),
    "structure": _lt(
        "A face has a page with w and h and a list of elements; it may have a back, "
        "copies and assets, and nothing else."
    ),
    "version": _lt(
        "This face is of version %(detail)s; this program knows versions 1 and 2."
    ),
    "page_size": _lt("A page side of %(detail)s mm is not between 20 and 500."),
    "dpi": _lt("%(detail)s dots an inch is not between 100 and 1200."),
    "copies": _lt("%(detail)s copies: a ticket is printed 1 to 10 times."),
    "too_many": _lt("A side has %(detail)s elements; it may have 200."),
    "assets": _lt("Assets are named in small letters, each with a data URL."),
    "assets_size": _lt("The pictures of this face are larger than 1.5 MB in all."),
    "asset_picture": _lt("Picture %(detail)s is no PNG or JPEG that can be read."),
    "asset_size": _lt("Picture %(detail)s is larger than 400 kB. Make it smaller."),
    "asset_missing": _lt("%(element)s: this face has no picture %(detail)s."),
    "element_type": _lt("%(element)s: its type is none we know."),
    "missing": _lt("%(element)s: “%(detail)s” is missing."),
    "unknown_key": _lt("%(element)s: there is no setting “%(detail)s”."),
    "bad_value": _lt("%(element)s: a wrong value, %(detail)s"),
    "unknown_field": _lt("%(element)s: there is no field {%(detail)s}."),
    "outside": _lt("%(element)s lies outside the page."),
    "text_high": _lt("%(element)s: the text is higher than its box."),
    "glyphs": _lt("%(element)s: the fonts have no letters %(detail)s."),
    "signs": _lt("%(element)s: the fonts have no signs %(detail)s; they are left out."),
    "clipped": _lt("%(element)s: the text does not fit its box and is cut."),
    "clipped_long": _lt(
        "%(element)s: a long text does not fit its box and would be cut."
    ),
    "qr_small": _lt(
        "%(element)s: the squares of this code would be %(detail)s mm wide, "
        "too small to scan. Make it larger."
    ),
    "barcode_small": _lt(
        "%(element)s: the bars of this code would be %(detail)s mm thin, too thin to "
        "scan. Make it wider."
    ),
    "barcode_low": _lt(
        "%(element)s: this code would be %(detail)s mm high, too low to scan. Make it "
        "higher."
    ),
    "barcode_text": _lt(
        "%(element)s: a barcode cannot carry “%(detail)s”. Use letters of A to Z and "
        "digits, or PDF417."
    ),
    "no_encoder": _lt(
        "%(element)s: this server cannot make %(detail)s codes. Ask for the Python "
        "package zxing-cpp to be installed, or use Code 128."
    ),
    "covered": _lt("%(element)s: something lies on this code. It would not scan."),
    "quiet": _lt(
        "%(element)s: something stands too close to this code. Leave white around it."
    ),
    "quiet_narrow": _lt(
        "%(element)s: the white around this code is narrow; old scanners may not read "
        "it."
    ),
    "no_code": _lt(
        "Nothing on this face can be scanned: it has no code of the ticket."
    ),
    "paper_print": _lt(
        "A page %(detail)s mm wide fits no usual ticket printer: they print 112 mm."
    ),
    "paper_pdf": _lt("A page %(detail)s mm wide is larger than a sheet of A4."),
    "paper_phone": _lt(
        "A page %(detail)s mm wide is shown small on a phone. Use 90 mm or less."
    ),
}
#: Characters of a face as JSON: three times what its pictures may have.
LONGEST = 6_000_000


class TicketFace(models.Model):
    _inherit = "ticket.face"

    @api.model
    def _template_problems(self, template, usage=None):
        """Return what is wrong with a template, a dictionary each, for people to read.

        :param template: the face, as a dictionary or as JSON
        :param usage: what it is for, as in the field
        :return: ``{code, side, element, detail, level, message}``; elements count from
            0, and -1 is the face as a whole
        """
        try:
            template = self._read_template(template)
        except ValueError as error:
            return [self._problem(face_schema.Problem("json", detail=str(error)))]
        if template is None:
            limit = str(LONGEST // 1_000_000)
            return [self._problem(face_schema.Problem("too_long", detail=limit))]
        return [
            self._problem(problem, template)
            for problem in face_check.check(template, usage)
        ]

    @api.model
    def _read_template(self, template):
        """Return a template as it stands in JSON, None if it is too long to be read.

        :raise ValueError: when it is no JSON
        """
        if not isinstance(template, str):
            return template
        if len(template) > LONGEST:
            return None
        try:
            return json.loads(template)
        except RecursionError as error:
            raise ValueError("nested too deep") from error

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
        if problem.element < 0:
            return ""
        element = dict(face_schema.sides(template))[problem.side][problem.element]
        name = element.get("name") if isinstance(element, dict) else None
        if isinstance(name, str) and name.strip():
            return f"“{name[:60]}”"
        number = problem.element + 1
        if problem.side == "back":
            place = self.env._("Element %(number)s of the back", number=number)
        else:
            place = self.env._("Element %(number)s", number=number)
        text = element.get("text") if isinstance(element, dict) else None
        if isinstance(text, dict):
            text = localized(text, self.env.lang or "en_US")
        return f"{place} “{text[:30]}”" if isinstance(text, str) and text else place
