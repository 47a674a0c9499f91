"""Pictures on a ticket: what is accepted from outside, and no larger than printed."""

import base64
import binascii
import io
import re
from functools import lru_cache

from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST_ASSET = 400_000  # bytes of one picture that a face brings along
LARGEST_ASSETS = 1_500_000  # of all of them
MOST_PIXELS = 25_000_000  # more is a bomb, or a mistake
DOTS_PER_MM = 300 / 25.4
LONGEST_SIDE = 1600  # dots
QUALITY = 85
CACHED = 16  # pictures kept in memory; one may be some megabytes

_DATA_URL = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]*)")


class NotAPicture(ValueError):
    """The bytes are no picture that we print."""


@lru_cache(maxsize=CACHED)
def from_data_url(text: str) -> bytes:
    """Return the content of a picture that a face brings along.

    :raise NotAPicture: with ``size`` if it is too large, ``picture`` if it is none
    """
    match = _DATA_URL.fullmatch(text)
    if not match:
        raise NotAPicture("picture")
    if len(match[2]) > LARGEST_ASSET * 4 / 3 + 4:
        raise NotAPicture("size")
    try:
        content = base64.b64decode(match[2], validate=True)
        _opened(content, ("PNG", "JPEG")).load()
    except (binascii.Error, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("picture") from error
    return content


@lru_cache(maxsize=CACHED)
def reduced(content: bytes, w: float, h: float) -> bytes | None:
    """Return the picture as PNG or JPEG, as fine as ``w`` by ``h`` mm can show.

    None if it cannot be read: a ticket is printed without it then.
    """
    try:
        image = _opened(content, FORMATS)
        image.load()
    except (OSError, SyntaxError, ValueError):
        return None
    # it is fitted into the box, so that one side may be shorter
    share = min(_dots(w) / image.width, _dots(h) / image.height)
    kind = "JPEG" if image.format == "JPEG" else "PNG"
    image = image.convert("RGB" if kind == "JPEG" else "RGBA")
    if share < 1:
        image = image.resize(
            (max(1, round(image.width * share)), max(1, round(image.height * share))),
            Image.Resampling.LANCZOS,
        )
    buffer = io.BytesIO()
    image.save(buffer, kind, quality=QUALITY, optimize=kind == "PNG")
    return buffer.getvalue()


def _dots(millimetres: float) -> float:
    return min(millimetres * DOTS_PER_MM, LONGEST_SIDE)


def _opened(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=formats)
    if image.width * image.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    return image
