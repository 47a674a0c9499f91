"""Draw a laid-out ticket in dots, black and white, for thermal printers."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from . import face_font, qr
from .face_shapes import INCH, Box, Code, Page, Picture, Run

INK, PAPER = 0, 1
DARK_BELOW = 150  # luminance of 255 under which a colour is printed


def to_raster(page: Page, dpi: float, *, width_dots: int | None = None) -> Image.Image:
    """Return a picture of mode ``1``; its width is a multiple of 8 dots.

    :param width_dots: dots across the print head; a wider page is cut at the right, a
        narrower one is put in the middle
    """
    scale = dpi / INCH
    width = width_dots or round(page.w * scale)
    width += -width % 8
    image = Image.new("1", (width, round(page.h * scale)), PAPER)
    shift = max(0, (width - round(page.w * scale)) // 2)
    pen = _Pen(image, scale, shift)
    for shape in page.shapes:
        pen.draw(shape)
    return image


class _Pen:
    def __init__(self, image: Image.Image, scale: float, shift: int):
        self.image = image
        self.scale = scale
        self.shift = shift
        self.surface = ImageDraw.Draw(image)

    def draw(self, shape) -> None:
        draw = {
            Run: self._draw_run,
            Box: self._draw_box,
            Code: self._draw_code,
            Picture: self._draw_picture,
        }
        draw[type(shape)](shape)

    def _dots(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.scale) + self.shift, round(y * self.scale)

    def _draw_run(self, run: Run) -> None:
        # Glyph by glyph: rounded advances would drift by a millimetre in a line.
        size = round(run.size * self.scale, 1)
        along = 0.0
        for character, advance in zip(
            run.text, face_font.advances(run.text, bold=run.bold), strict=True
        ):
            glyph = _glyph(character, size, run.bold, run.rotate)
            if glyph:
                x, y = self._dots(*_along(run, along))
                mask, (left, top) = glyph
                self.image.paste(_tone(run.color), (x + left, y + top), mask)
            along += advance * run.size

    def _draw_box(self, box: Box) -> None:
        left, top = self._dots(box.x, box.y)
        right, bottom = self._dots(box.x + box.w, box.y + box.h)
        self.surface.rounded_rectangle(
            (left, top, max(left, right - 1), max(top, bottom - 1)),
            radius=box.radius * self.scale,
            fill=_tone(box.fill) if box.fill else None,
            outline=_tone(box.color) if box.stroke else None,
            width=max(1, round(box.stroke * self.scale)) if box.stroke else 0,
        )

    def _draw_code(self, code: Code) -> None:
        left, top = self._dots(code.x, code.y)
        module = max(1, int(code.module * self.scale + 1e-6))
        for row, column, wide, high in qr.rectangles(code.matrix):
            x, y = left + column * module, top + row * module
            self.surface.rectangle(
                (x, y, x + wide * module - 1, y + high * module - 1), fill=INK
            )

    def _draw_picture(self, picture: Picture) -> None:
        left, top = self._dots(picture.x, picture.y)
        room = (round(picture.w * self.scale), round(picture.h * self.scale))
        mask = _picture_mask(picture.content, room, picture.rotate)
        x = left + (room[0] - mask.width) // 2
        y = top + (room[1] - mask.height) // 2
        self.image.paste(INK, (x, y), mask)


def _along(run: Run, distance: float) -> tuple[float, float]:
    return {
        0: (run.x + distance, run.y),
        90: (run.x, run.y + distance),
        180: (run.x - distance, run.y),
        270: (run.x, run.y - distance),
    }[run.rotate]


def _tone(color: str) -> int:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue < DARK_BELOW else PAPER


@lru_cache(maxsize=64)
def _truetype(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        face_font.path(bold), size, layout_engine=ImageFont.Layout.BASIC
    )


@lru_cache(maxsize=8192)
def _glyph(character: str, size: float, bold: bool, rotate: int):
    """Return the glyph as a mask and where it lies from the pen, or None if blank."""
    font = _truetype(size, bold)
    left, top, right, bottom = font.getbbox(character, mode="1", anchor="ls")
    if right <= left or bottom <= top:
        return None
    mask = Image.new("1", (right - left, bottom - top), 0)
    ImageDraw.Draw(mask).text((-left, -top), character, fill=1, font=font, anchor="ls")
    corner = {
        0: (left, top),
        90: (-bottom, left),
        180: (-right, -bottom),
        270: (top, -right),
    }[rotate]
    return _turned(mask, rotate), corner


@lru_cache(maxsize=32)
def _picture_mask(content: bytes, room: tuple[int, int], rotate: int) -> Image.Image:
    """Return the dots to print: fitted, turned, dithered on white."""
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    grey = _turned(Image.alpha_composite(white, image).convert("L"), rotate)
    ratio = min(room[0] / grey.width, room[1] / grey.height)
    size = (max(1, int(grey.width * ratio)), max(1, int(grey.height * ratio)))
    return grey.resize(size).point(lambda value: 255 - value).convert("1")


def _turned(image: Image.Image, rotate: int) -> Image.Image:
    turn = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }.get(rotate)
    return image if turn is None else image.transpose(turn)
