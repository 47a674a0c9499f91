import base64
import io
from functools import partial

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..tools import barcode, face_check, face_font, face_picture, face_schema
from ..tools.face_fields import LANGUAGES, sample_values
from ..tools.face_pdf import to_pdf
from ..tools.face_raster import to_raster
from ..tools.face_svg import FONT_URL, to_svg

_lt = LazyTranslate(__name__)

DEFAULT_DPI = 203
MOST_DOTS = 4000  # across a print head
RECENT = 20  # tickets offered as samples

GROUPS = {
    "show": (
        _lt("Show"),
        {
            "show": _lt("Show"),
            "presenter": _lt("Presenter"),
            "genre": _lt("Genre"),
            "age": _lt("Age limit"),
            "date": _lt("Date"),
            "time": _lt("Time"),
        },
    ),
    "place": (
        _lt("Place"),
        {
            "venue": _lt("Venue"),
            "hall": _lt("Hall"),
            "address": _lt("Address"),
            "phone": _lt("Phone"),
            "section": _lt("Section"),
            "row": _lt("Row"),
            "seat": _lt("Seat"),
            "place": _lt("Whole place"),
            "zone": _lt("Zone"),
        },
    ),
    "ticket": (
        _lt("Ticket"),
        {
            "type": _lt("Ticket type"),
            "price": _lt("Price"),
            "admits": _lt("Admits"),
            "holder": _lt("Holder"),
            "number": _lt("Number"),
            "number_spaced": _lt("Number in groups"),
            "token": _lt("Token (for codes)"),
            "reprint": _lt("Reprint mark"),
        },
    ),
    "sale": (
        _lt("Sale"),
        {
            "order": _lt("Order"),
            "issued": _lt("Sold on"),
            "seller": _lt("Seller"),
            "company": _lt("Company"),
        },
    ),
}

ELEMENTS = {
    "text": (_lt("Text"), {"w": 40, "h": 6, "text": "", "size": 10}),
    "qr": (_lt("QR code"), {"w": 32, "h": 32, "text": "{token}", "level": "M"}),
    "barcode": (
        _lt("Barcode"),
        {"w": 50, "h": 14, "symbology": "code128", "text": "{number}", "human": True},
    ),
    "line": (_lt("Straight line"), {"w": 40, "h": 0, "stroke": 0.3}),
    "box": (_lt("Box"), {"w": 40, "h": 20, "stroke": 0.3}),
    "image": (_lt("Picture"), {"w": 20, "h": 10, "source": "logo"}),
    "map": (_lt("Seat map"), {"w": 30, "h": 22, "span": 8}),
    "tear": (_lt("Tear line"), {"w": 72, "h": 4}),
}
PICTURES = {"logo": _lt("Company logo"), "poster": _lt("Poster of the show")}
FONTS = {"sans": _lt("Sans (Hei)"), "serif": _lt("Serif (Song)")}


class TicketFace(models.Model):
    _inherit = "ticket.face"

    @api.model
    def preview_template(self, template, options=None):
        """Draw a face that need not be saved, and tell what is wrong with it.

        :param template: the face, as a dictionary or as JSON
        :param options: ``ticket_id`` of a ticket to show, else ``sample`` (``usual`` or
            ``long``) in ``lang``; ``view``: ``svg``, ``thermal`` (with ``dpi`` and
            ``width_dots``) or ``pdf``; ``usage``: what the face is for
        :return: ``{front, back, problems}``: an SVG text, or a data URL; the PDF holds
            both sides. ``front`` is False when nothing can be drawn.
        """
        self.check_access("write")
        options = options or {}
        problems = self._template_problems(template, options.get("usage"))
        answer = {"front": False, "back": False, "problems": problems}
        mended = self._drawable(template)
        if mended:
            view = options.get("view") or "svg"
            dpi = None
            if view == "thermal":
                wanted = options.get("dpi") or mended["page"].get("dpi")
                dpi = _within(wanted, *face_schema.PAGE_DPI, DEFAULT_DPI)
            page = self._preview_page(mended, options, dpi)
            width = _within(options.get("width_dots"), 8, MOST_DOTS, None)
            answer.update(_drawn(page, view, dpi, width))
        return answer

    @api.model
    def get_designer_data(self):
        """Return all the designer offers: fields, elements, fonts, codes, tickets."""
        self.check_access("write")
        samples = sample_values(self.env.lang or "en_US")
        tickets = self.env["ticket.ticket"].search([], limit=RECENT)  # newest first
        return {
            "fields": [
                {
                    "name": name,
                    "label": self._said(label),
                    "group": self._said(group),
                    "sample": samples[name],
                }
                for group, labels in GROUPS.values()
                for name, label in labels.items()
            ],
            "pictures": [
                {"name": name, "label": self._said(label)}
                for name, label in PICTURES.items()
            ],
            "elements": [
                {"type": kind, "label": self._said(label), "defaults": defaults}
                for kind, (label, defaults) in ELEMENTS.items()
            ],
            "fonts": [
                {
                    "name": name,
                    "label": self._said(label),
                    "files": {
                        weight: FONT_URL + face_font.file_name(name, weight == "bold")
                        for weight in ("regular", "bold")
                    },
                }
                for name, label in FONTS.items()
            ],
            "types": self._named_codes("ticket.type"),
            "zones": self._named_codes("ticket.zone"),
            "channels": [
                {"code": code, "name": name}
                for code, name in self._fields["channel"].get_description(self.env)[
                    "selection"
                ]
            ],
            "tickets": [
                {
                    "id": ticket.id,
                    "name": f"{ticket.display_name} · {ticket.show_id.name} · "
                    f"{ticket.seat_label}",
                }
                for ticket in tickets
            ],
            "symbologies": barcode.SYMBOLOGIES,
            "languages": LANGUAGES,
            "limits": {
                "page": face_schema.PAGE_SIZE,
                "size": face_schema.TEXT_SIZE,
                "module": face_check.SMALLEST_MODULE,
                "span": face_schema.SPAN,
                "copies": face_schema.MOST_COPIES,
                "elements": face_schema.MOST_ELEMENTS,
                "asset": face_picture.LARGEST_ASSET,
            },
        }

    @api.model
    def _drawable(self, template):
        """Return what of a template can be drawn, or None."""
        try:
            template = self._read_template(template)
        except ValueError:
            return None
        return face_schema.drawable(template, face_schema.check(template))

    @api.model
    def _preview_page(self, template, options, dpi):
        """Lay out a template for the ticket, or the sample, that was asked for."""
        if options.get("ticket_id"):
            ticket_id = _within(options["ticket_id"], 1, 2**31, 0)
            ticket = self.env["ticket.ticket"].browse(ticket_id).exists()
            if not ticket:
                raise UserError(self.env._("This ticket is gone. Choose another."))
            ticket.check_access("read")
            # what a face reads of other models is what the ticket's holder sees
            return self._layouts_of(template, ticket.sudo(), dpi=dpi)[0]
        lang, kind = options.get("lang"), options.get("sample")
        return self._layout_of_sample(
            template,
            dpi=dpi,
            lang=lang if isinstance(lang, str) else None,
            kind="long" if kind == "long" else "usual",
        )

    @api.model
    def _named_codes(self, model):
        """Return each code of a model once, with a name for it."""
        names = {}
        for record in self.env[model].search_fetch([], ["code", "name"]):
            names.setdefault(record.code, record.name)
        return [{"code": code, "name": name} for code, name in names.items() if code]

    @api.model
    def _said(self, lazy):
        # the texts are marked for translation where they are written
        return self.env._(lazy)  # pylint: disable=translation-not-lazy


def _drawn(page, view, dpi, width):
    """Return both sides of a page as the designer shows them."""
    if view == "pdf":
        return {"front": _data_url("application/pdf", to_pdf([page]))}
    draw = partial(_png, dpi=dpi, width_dots=width) if view == "thermal" else to_svg
    drawn = [draw(side) for side in page.sides]
    return dict(zip(("front", "back"), drawn, strict=False))


def _png(page, dpi, width_dots):
    buffer = io.BytesIO()
    to_raster(page, dpi, width_dots=width_dots).save(buffer, "PNG")
    return _data_url("image/png", buffer.getvalue())


def _within(number, least, most, default):
    """Return a number that came from outside as a whole one within bounds."""
    try:
        return min(max(int(number), least), most)
    except (TypeError, ValueError, OverflowError):
        return default


def _data_url(kind, content):
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
