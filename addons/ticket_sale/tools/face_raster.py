"""Draw a laid-out ticket in dots, black and white, for thermal printers."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from . import face_font, qr
from .face_picture import CACHED, reduced
from .face_shapes import INCH, Box, Code, Marks, Page, Picture, Run

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
            Marks: self._draw_marks,
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
            run.text,
            face_font.advances(run.text, bold=run.bold, family=run.family),
            strict=True,
        ):
            glyph = _glyph(character, size, (run.family, run.bold), run.rotate)
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
        across, down = (
            max(1, int(extent * self.scale + 1e-6))
            for extent in (code.across, code.down)
        )
        ink = _tone(code.color)
        for row, column, wide, high in qr.rectangles(code.matrix):
            x, y = left + column * across, top + row * down
            self.surface.rectangle(
                (x, y, x + wide * across - 1, y + high * down - 1), fill=ink
            )

    def _draw_marks(self, marks: Marks) -> None:
        side, ink = max(1, round(marks.side * self.scale)), _tone(marks.color)
        for point in marks.points:
            x, y = self._dots(*point)
            self.surface.rectangle((x, y, x + side - 1, y + side - 1), fill=ink)

    def _draw_picture(self, picture: Picture) -> None:
        left, top = self._dots(picture.x, picture.y)
        room = (round(picture.w * self.scale), round(picture.h * self.scale))
        if not all(room):
            return
        mask = _picture_mask(picture, room)
        if mask is None:
            return
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
def _truetype(size: float, font: tuple[str, bool]) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        face_font.path(*font), size, layout_engine=ImageFont.Layout.BASIC
    )


@lru_cache(maxsize=8192)
def _glyph(character: str, size: float, style: tuple[str, bool], rotate: int):
    """Return the glyph as a mask and where it lies from the pen, or None if blank."""
    font = _truetype(size, style)
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


@lru_cache(maxsize=CACHED)
def _picture_mask(picture: Picture, room: tuple[int, int]) -> Image.Image | None:
    """Return the dots to print: fitted, turned, dithered on white."""
    rotate = picture.rotate
    w, h = (picture.h, picture.w) if rotate % 180 else (picture.w, picture.h)
    content = reduced(picture.content, w, h)
    if content is None:
        return None
    image = Image.open(io.BytesIO(content)).convert("RGBA")
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
