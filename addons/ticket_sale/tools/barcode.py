"""Barcodes as a matrix of dark modules, for whoever draws them.

Code 128 has one row, PDF417 many; QR codes stand in ``qr``.
"""

from functools import lru_cache

from .qr import CannotEncode, Matrix, zxingcpp

SYMBOLOGIES = ("code128", "pdf417")
#: Light modules to keep free at each end (both ways for PDF417), as the standards say.
QUIET = {"code128": 10, "pdf417": 2}
#: A row of PDF417 is at least this many times as high as a module is wide.
ROW_HEIGHT = {"code128": 1, "pdf417": 2}
#: Code 128 takes these characters; longer texts make a code wider than a ticket.
LONGEST = {"code128": 80, "pdf417": 800}

_PDF417_REPEATS = 3  # rows of pixels that the encoder gives for one of the code


class NoEncoder(RuntimeError):
    """This computer lacks the program that makes codes of this kind."""


@lru_cache(maxsize=512)
def matrix(text: str, symbology: str) -> Matrix:
    """Return the rows of the code of ``text``, without quiet zone.

    :raise CannotEncode: when the symbology cannot carry the text
    :raise NoEncoder: when there is no program for it here
    """
    if symbology not in SYMBOLOGIES:
        raise ValueError(f"no symbology {symbology!r}")
    if not 0 < len(text) <= LONGEST[symbology] or (
        symbology == "code128" and not (text.isascii() and text.isprintable())
    ):
        raise CannotEncode(text[:20])
    if zxingcpp:
        return _with_zxing(text, symbology)
    if symbology == "code128":
        return _with_reportlab(text)
    raise NoEncoder(symbology)


def turned(rows: Matrix, rotate: int) -> Matrix:
    """Return the rows turned clockwise by 0, 90, 180 or 270 degrees.

    >>> turned(((True, False),), 90)
    ((True,), (False,))
    """
    for _quarter in range(rotate // 90):
        rows = tuple(zip(*reversed(rows), strict=True))
    return rows


def _with_zxing(text: str, symbology: str) -> Matrix:
    kind = {
        "code128": zxingcpp.BarcodeFormat.Code128,
        "pdf417": zxingcpp.BarcodeFormat.PDF417,
    }[symbology]
    try:
        image = zxingcpp.create_barcode(text, kind).to_image(
            scale=1, add_quiet_zones=False
        )
    except ValueError as error:
        raise CannotEncode(text[:20]) from error
    height, width = image.shape
    pixels = bytes(image)
    step = height if symbology == "code128" else _PDF417_REPEATS
    return tuple(
        tuple(pixel < 128 for pixel in pixels[row * width : (row + 1) * width])
        for row in range(0, height, step)
    )


def _with_reportlab(text: str) -> Matrix:
    from reportlab.graphics.barcode.code128 import Code128  # noqa: PLC0415  (rare)

    code = Code128(text, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    # capitals are bars and small letters spaces, A and a one module wide
    modules = [
        letter.isupper()
        for letter in code.decomposed
        for _module in range(ord(letter.upper()) - ord("A") + 1)
    ]
    return (tuple(modules),)
