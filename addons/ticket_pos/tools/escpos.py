"""Pictures as ESC/POS bytes.

A ticket is sent as a raster, the same on every make of printer and in every language.
Blank rows become a paper feed, which nearly halves the bytes.
"""

from PIL import Image

INITIALIZE = b"\x1b@"
MAX_ROWS = 255  # a paper feed counts its dots in one byte
CUTS = {"full": b"\x1dVA", "partial": b"\x1dVB"}


def encode(image: Image.Image, *, cut: str = "partial", feed: int = 0) -> bytes:
    """Return the bytes that print ``image`` and cut.

    :param image: mode ``1``, black on white, its width a multiple of 8 dots
    :param cut: ``full``, ``partial`` or ``none``
    :param feed: dots to feed beyond the cutter before it cuts, at most 255
    """
    if image.mode != "1" or image.width % 8:
        raise ValueError("a raster is of mode 1 and a multiple of 8 dots wide")
    ending = CUTS[cut] + bytes([feed]) if cut != "none" else _feed(feed)
    return INITIALIZE + raster(image) + ending


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
