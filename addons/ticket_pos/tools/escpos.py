"""Pictures as ESC/POS bytes.

A ticket is sent as a raster, the same on every make of printer and in every language.
Blank rows become a paper feed, which nearly halves the bytes.
"""

from PIL import Image

INITIALIZE = b"\x1b@"
MAX_ROWS = 255  # a paper feed counts its dots in one byte
CUTS = {"full": b"\x1dVA", "partial": b"\x1dVB"}
TO_MARK = b"\x1d\x0c"
OPEN_DRAWER = b"\x1bp\x00\x19\xfa"
DENSITY = b"\x1d(K\x02\x00\x31"
SPEED = b"\x1d(K\x02\x00\x32"
DARKNESS = {"light": 0xFD, "normal": 0x00, "dark": 0x03, "darkest": 0x06}  # signed
SPEEDS = {"slow": 3, "normal": 6, "fast": 13}


def encode(
    image: Image.Image,
    *,
    cut: str = "partial",
    feed: int = 0,
    to_mark: bool = False,
    darkness: str = "",
    speed: str = "",
) -> bytes:
    """Return the bytes that print ``image`` and cut.

    :param image: mode ``1``, black on white, its width a multiple of 8 dots
    :param cut: ``full``, ``partial`` or ``none``
    :param feed: dots to feed beyond the cutter before it cuts, at most 255
    :param to_mark: feed to the next black mark or gap instead
    :param darkness: a key of :data:`DARKNESS`, empty for as the printer is set
    :param speed: a key of :data:`SPEEDS`, likewise
    """
    if image.mode != "1" or image.width % 8:
        raise ValueError("a raster is of mode 1 and a multiple of 8 dots wide")
    beginning = INITIALIZE
    if darkness:
        beginning += DENSITY + bytes([DARKNESS[darkness]])
    if speed:
        beginning += SPEED + bytes([SPEEDS[speed]])
    if to_mark:
        ending = TO_MARK + (CUTS[cut] + b"\0" if cut != "none" else b"")
    else:
        ending = CUTS[cut] + bytes([feed]) if cut != "none" else _feed(feed)
    return beginning + raster(image) + ending


def raster(image: Image.Image) -> bytes:
    """Return ``GS v 0`` bands of the inked rows, with ``ESC J`` feeds between."""
    stride = image.width // 8
    content = image.tobytes("raw", "1;I")
    blank = bytes(stride)
    parts, top = [], 0
    while top < image.height:
        is_blank = content[top * stride : (top + 1) * stride] == blank
        bottom = top + 1
        while (
            bottom < image.height
            and bottom - top < MAX_ROWS
            and (content[bottom * stride : (bottom + 1) * stride] == blank) == is_blank
        ):
            bottom += 1
        rows = bottom - top
        if is_blank:
            parts.append(_feed(rows))
        else:
            size = stride.to_bytes(2, "little") + rows.to_bytes(2, "little")
            parts.append(b"\x1dv0\0" + size + content[top * stride : bottom * stride])
        top = bottom
    return b"".join(parts)


def _feed(dots: int) -> bytes:
    return b"\x1bJ" + bytes([dots]) if dots else b""
