"""QR codes as a matrix of dark modules, for whoever draws them."""

from functools import lru_cache

try:
    import zxingcpp
except ImportError:  # slower, and needs no compiled wheel
    zxingcpp = None

LEVELS = ("L", "M", "Q", "H")

#: Longer texts make a code too fine for a ticket.
LONGEST = 1000

Matrix = tuple[tuple[bool, ...], ...]


class CannotEncode(ValueError):
    """The text has characters, or a length, that the code cannot carry."""


@lru_cache(maxsize=512)
def matrix(text: str, level: str = "M") -> Matrix:
    """Return the modules of the QR code of ``text``, row by row, without quiet zone.

    :param level: error correction, one of ``L``, ``M``, ``Q``, ``H``
    :raise CannotEncode: when the text is too long
    """
    if level not in LEVELS:
        raise ValueError(f"no error correction level {level!r}")
    if len(text) > LONGEST:
        raise CannotEncode(text[:20])
    return _with_zxing(text, level) if zxingcpp else _with_qrcode(text, level)


def rectangles(rows: Matrix) -> list[tuple[int, int, int, int]]:
    """Cover the dark modules with ``(row, column, width, height)``, few and disjoint.

    >>> rectangles(((True, True, False, True), (True, True, False, False)))
    [(0, 3, 1, 1), (0, 0, 2, 2)]
    """
    found = []
    growing: dict[tuple[int, int], int] = {}  # (column, width) -> first row
    for number, row in enumerate((*rows, ())):
        runs = _runs(row)
        for run in growing.keys() - runs:
            first = growing.pop(run)
            found.append((first, *run, number - first))
        for run in runs:
            growing.setdefault(run, number)
    return sorted(found, key=lambda one: (one[0] + one[3], one[1]))


def _runs(row: tuple[bool, ...]) -> set[tuple[int, int]]:
    """Return the dark stretches of a row as ``(column, width)``."""
    found, start = set(), None
    for column, dark in enumerate((*row, False)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            found.add((start, column - start))
            start = None
    return found


def _with_zxing(text: str, level: str) -> Matrix:
    barcode = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.QRCode, ec_level=level
    )
    image = barcode.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    pixels = bytes(image)
    return tuple(
        tuple(pixel < 128 for pixel in pixels[row * width : (row + 1) * width])
        for row in range(height)
    )


def _with_qrcode(text: str, level: str) -> Matrix:
    import qrcode  # noqa: PLC0415  (only where the fast way is missing)

    code = qrcode.QRCode(
        error_correction=getattr(qrcode.constants, f"ERROR_CORRECT_{level}"), border=0
    )
    code.add_data(text)
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
