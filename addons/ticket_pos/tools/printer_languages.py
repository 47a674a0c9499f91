"""Pictures as bytes for printers of each language.

A ticket is sent as one picture, the same on every make of printer and in every script;
the languages differ only in how a picture is wrapped, cut and fed.
"""

import base64
import binascii
import zlib
from dataclasses import dataclass

from PIL import Image

from . import escpos

LANGUAGES = ("escpos", "zpl", "fgl", "tspl")
CUTS = ("partial", "full", "none")
MEDIA = ("roll", "gap", "mark")
DARKNESS = ("light", "normal", "dark", "darkest")
SPEEDS = ("slow", "normal", "fast")

ZPL_ROWS = 200  # a field of more than some 64 kB is refused by some models
ZPL_MEDIA = {"roll": b"^MNN", "gap": b"^MNY", "mark": b"^MNM"}
ZPL_DARKNESS = {"light": 10, "normal": 15, "dark": 20, "darkest": 26}
ZPL_SPEED = {"slow": 2, "normal": 4, "fast": 6}
TSPL_DARKNESS = {"light": 5, "normal": 8, "dark": 11, "darkest": 14}
TSPL_SPEED = {"slow": 2, "normal": 3, "fast": 5}
FGL_ROWS = 8  # dots of a strip, one byte a column
TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How a printer is set up.

    :param width: dots across the head, beyond which nothing is printed; 0: as wide as
        the picture. For FGL, whose rows lie along the paper, it is the picture's height
    :param rotate: clockwise, in degrees, before it is printed
    :param offset_x: dots to move the picture to the right, negative to the left
    :param offset_y: dots to move it down, negative up
    :param feed: dots to feed beyond the cutter before it cuts; not on labels
    :param media: endless ``roll``, labels with a ``gap``, stock with a black ``mark``
    :param gap: height in mm of the gap or the mark
    :param darkness: one of :data:`DARKNESS`, or empty: as the printer is set
    :param speed: one of :data:`SPEEDS`, or empty: as the printer is set
    """

    width: int = 0
    dpi: int = 203
    rotate: int = 0
    offset_x: int = 0
    offset_y: int = 0
    cut: str = "partial"
    feed: int = 0
    media: str = "roll"
    gap: float = 3.0
    darkness: str = ""
    speed: str = ""


def encode(
    image: Image.Image, language: str, settings: PrintSettings | None = None
) -> bytes:
    """Return the bytes that print ``image`` and cut.

    :param image: mode ``1``, black on white
    """
    if image.mode != "1":
        raise ValueError("a ticket is printed in black and white")
    settings = settings or PrintSettings()
    return _ENCODERS[language](arrange(image, language, settings), settings)


def encode_all(images, language: str, settings: PrintSettings | None = None) -> bytes:
    """Return the bytes that print one picture after the other, each cut off."""
    return b"".join(encode(image, language, settings) for image in images)


def arrange(image: Image.Image, language: str, settings: PrintSettings) -> Image.Image:
    """Return the picture as it lies on the paper: turned, moved, within the head."""
    if settings.rotate:
        image = image.transpose(TURNS[settings.rotate])
    width, height = image.size
    if settings.width and language == "fgl":
        height = settings.width
    elif settings.width:
        width = settings.width
    width += -width % 8
    if (
        (width, height) == image.size
        and not settings.offset_x
        and not settings.offset_y
    ):
        return image
    sheet = Image.new("1", (width, height), 1)
    sheet.paste(image, (settings.offset_x, settings.offset_y))
    return sheet


def _escpos(image: Image.Image, settings: PrintSettings) -> bytes:
    return escpos.encode(
        image,
        cut=settings.cut,
        feed=settings.feed,
        to_mark=settings.media != "roll",
        darkness=settings.darkness,
        speed=settings.speed,
    )


def _zpl(image: Image.Image, settings: PrintSettings) -> bytes:
    image = _fed(image, settings)
    stride, raw = image.width // 8, image.tobytes("raw", "1;I")
    parts = [b"~SD%02d" % ZPL_DARKNESS[settings.darkness]] if settings.darkness else []
    parts += [b"^XA", ZPL_MEDIA[settings.media], b"^LH0,0"]
    parts.append(b"^PW%d^LL%d" % (image.width, image.height))
    if settings.speed:
        parts.append(b"^PR%d" % ZPL_SPEED[settings.speed])
    if settings.cut != "none":
        parts.append(b"^MMC")
    for top in range(0, image.height, ZPL_ROWS):
        band = raw[top * stride : (top + ZPL_ROWS) * stride]
        if band.count(0) == len(band):
            continue
        packed = base64.b64encode(zlib.compress(band))
        parts.append(
            b"^FO0,%d^GFA,%d,%d,%d,:Z64:%s:%04X^FS"
            % (top, len(band), len(band), stride, packed, binascii.crc_hqx(packed, 0))
        )
    parts.append(b"^PQ1^XZ\r\n")
    return b"".join(parts)


def _fgl(image: Image.Image, settings: PrintSettings) -> bytes:
    parts = [b"<CB>"]
    for top in range(0, image.height, FGL_ROWS):
        strip = image.crop((0, top, image.width, top + FGL_ROWS))
        if top + FGL_ROWS > image.height:
            strip.paste(1, (0, image.height - top, image.width, FGL_ROWS))
        # Turned, each column of eight dots is one byte, the topmost first.
        columns = strip.transpose(Image.Transpose.TRANSPOSE).tobytes("raw", "1;I")
        inked = columns.lstrip(b"\0")
        left = len(columns) - len(inked)
        if inked := inked.rstrip(b"\0"):
            parts.append(b"<RC%d,%d><G%d>%s" % (top, left, len(inked), inked))
    parts.append(b"<q>" if settings.cut == "none" else b"<p>")
    return b"".join(parts)


def _tspl(image: Image.Image, settings: PrintSettings) -> bytes:
    image = _fed(image, settings)
    size = tuple(dots * 25.4 / settings.dpi for dots in image.size)
    spacing = {
        "roll": b"GAP 0 mm,0 mm",
        "gap": b"GAP %.1f mm,0 mm",
        "mark": b"BLINE %.1f mm,0 mm",
    }
    spaced = spacing[settings.media]
    lines = [
        b"SIZE %.2f mm,%.2f mm" % size,
        spaced if settings.media == "roll" else spaced % settings.gap,
        b"DIRECTION 0",
        b"REFERENCE 0,0",
    ]
    if settings.darkness:
        lines.append(b"DENSITY %d" % TSPL_DARKNESS[settings.darkness])
    if settings.speed:
        lines.append(b"SPEED %d" % TSPL_SPEED[settings.speed])
    if settings.cut != "none":
        lines.append(b"SET CUTTER 1")
    # Here a set bit is white paper.
    raw = image.tobytes("raw", "1")
    lines += [
        b"CLS",
        b"BITMAP 0,0,%d,%d,0,%s" % (image.width // 8, image.height, raw),
        b"PRINT 1,1",
        b"",
    ]
    return b"\r\n".join(lines)


def _fed(image: Image.Image, settings: PrintSettings) -> Image.Image:
    """Languages that think in labels have no feed: an endless label is made longer."""
    if settings.media != "roll" or not settings.feed:
        return image
    sheet = Image.new("1", (image.width, image.height + settings.feed), 1)
    sheet.paste(image, (0, 0))
    return sheet


_ENCODERS = {"escpos": _escpos, "zpl": _zpl, "fgl": _fgl, "tspl": _tspl}
