from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.printer_languages import PrintSettings, encode_all
from ..tools.printer_presets import PRESETS


class TicketPrinter(models.Model):
    """What the printer speaks and how its paper lies."""

    _inherit = "ticket.printer"

    preset = fields.Selection(
        lambda self: self._selection_preset(),
        string="Model",
        help="Fills in the fields below as they suit most printers of this kind; the "
        "connection stays as it is.",
    )
    language = fields.Selection(
        [
            ("escpos", "ESC/POS (Epson and most receipt printers)"),
            ("zpl", "ZPL (Zebra)"),
            ("fgl", "FGL (Boca)"),
            ("tspl", "TSPL (TSC and most label printers)"),
        ],
        required=True,
        default="escpos",
        tracking=True,
    )
    rotate = fields.Selection(
        [("0", "As designed"), ("90", "90°"), ("180", "180°"), ("270", "270°")],
        string="Turn",
        required=True,
        default="0",
        help="Turn the ticket clockwise before it is printed: 90° for a wide ticket "
        "that comes out lengthwise. Not needed for FGL, whose tickets lie along the "
        "paper anyway.",
    )
    offset_x = fields.Integer(
        string="Move Right", help="In dots, to meet preprinted stock; negative: left."
    )
    offset_y = fields.Integer(
        string="Move Down", help="In dots, to meet preprinted stock; negative: up."
    )
    media = fields.Selection(
        [
            ("roll", "Endless Roll"),
            ("gap", "Labels with a Gap"),
            ("mark", "Black Mark"),
        ],
        string="Stock",
        required=True,
        default="roll",
        help="How the printer finds the beginning of a ticket.",
    )
    gap = fields.Float(
        string="Gap or Mark (mm)", default=3.0, help="Its height along the paper."
    )
    darkness = fields.Selection(
        [
            ("light", "Light"),
            ("normal", "Normal"),
            ("dark", "Dark"),
            ("darkest", "Very Dark"),
        ],
        help="Empty: as the printer itself is set. Darker fades later and prints "
        "slower.",
    )
    speed = fields.Selection(
        [("slow", "Slow"), ("normal", "Normal"), ("fast", "Fast")],
        help="Empty: as the printer itself is set. Slower is sharper.",
    )
    face_id = fields.Many2one(
        "ticket.face",
        string="Face for This Paper",
        domain="[('usage', '=', 'print')]",
        check_company=True,
        ondelete="set null",
        help="Print every ticket with this face, because no other fits the paper in "
        "here. Empty: the face that belongs to the ticket.",
    )
    face_warning = fields.Char(compute="_compute_face_warning")
    prints_back = fields.Boolean(
        string="Print the Back",
        help="If the face has a back side, print it after the front, cut off by "
        "itself.",
    )
    spare_id = fields.Many2one(
        "ticket.printer",
        string="Spare Printer",
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
        domain="[('id', '!=', id)]",
        help="Cashiers move jobs there in one tap when this printer is in trouble.",
    )
    spare_automatic = fields.Boolean(
        string="Move Waiting Jobs by Itself",
        help="Jobs of which nothing was sent go to the spare printer at once when this "
        "one cannot print. Jobs that may be on paper always wait for a person.",
    )

    _gap_positive = models.Constraint(
        "CHECK(gap BETWEEN 0 AND 50)", "The gap or mark must be 0 to 50 mm high."
    )
    _offset_sane = models.Constraint(
        "CHECK(offset_x BETWEEN -2000 AND 2000 AND offset_y BETWEEN -2000 AND 2000)",
        "A ticket can be moved by at most 2,000 dots.",
    )

    @api.model
    def _selection_preset(self):
        return [(key, preset["name"]) for key, preset in PRESETS.items()]

    @api.depends("face_id", "width_dots", "dpi", "language", "rotate")
    @api.depends_context("lang")
    def _compute_face_warning(self):
        for printer in self:
            printer.face_warning = printer._face_warning()

    @api.constrains("spare_id")
    def _check_spare(self):
        if self._has_cycle("spare_id"):
            raise ValidationError(
                self.env._(
                    "Printers cannot be spare for each other in a circle: jobs would "
                    "wander for ever."
                )
            )

    @api.onchange("preset")
    def _onchange_preset(self):
        self.update(self._preset_values(self.preset))

    @api.model
    def _preset_values(self, preset):
        """Return the field values that suit a model of printer."""
        values = PRESETS.get(preset, {})
        return {name: value for name, value in values.items() if name != "name"}

    def _face_warning(self):
        """Tell whether the face is too large for the head; what is beyond is cut."""
        if not self.face_id or not self.dpi:
            return False
        page = self.face_id._parsed()["page"]
        head = self.width_dots * 25.4 / self.dpi
        across = page["h"] if self._raster_width() is None else page["w"]
        # A margin of the paper that the head does not reach does no harm.
        if across <= head + 8:
            return False
        return self.env._(
            "The face is %(face)s mm across the paper, the print head only %(head)s "
            "mm: the rest is cut off. Choose another face, or turn the ticket.",
            face=round(across),
            head=round(head),
        )

    def _face_of(self, ticket):
        """Return the face that ``ticket`` is printed with here, of a sample ticket if
        there is none."""
        self.ensure_one()
        if self.face_id:
            return self.sudo().face_id
        Face = self.env["ticket.face"]
        if not ticket:
            return Face.search([("usage", "=", "print")], limit=1)
        (face,) = Face._by_ticket(ticket, "print")
        return face

    def _encode(self, images):
        """Return the bytes that print the pictures, each cut off by itself."""
        self.ensure_one()
        return encode_all(images, self.language, self._print_settings())

    def _raster_width(self):
        """Return how many dots wide a picture is drawn, None for as wide as its page.

        Where the ticket lies along the paper, the head bounds its height instead.
        """
        self.ensure_one()
        along = self.language == "fgl" or self.rotate in {"90", "270"}
        return None if along else self.width_dots

    def _print_settings(self):
        return PrintSettings(
            width=self.width_dots,
            dpi=self.dpi,
            rotate=int(self.rotate),
            offset_x=self.offset_x,
            offset_y=self.offset_y,
            cut=self.cut,
            feed=self.feed,
            media=self.media,
            gap=self.gap,
            darkness=self.darkness or "",
            speed=self.speed or "",
        )
