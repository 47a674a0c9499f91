"""QR codes as a matrix of dark modules, for whoever draws them."""

from functools import lru_cache

try:
    import zxingcpp
except ImportError:  # slower, and needs no compiled wheel
    zxingcpp = None

LEVELS = ("L", "M", "Q", "H")

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=512)
def matrix(text: str, level: str = "M") -> Matrix:
    """Return the modules of the QR code of ``text``, row by row, without quiet zone.

    :param level: error correction, one of ``L``, ``M``, ``Q``, ``H``
    """
    if level not in LEVELS:
        raise ValueError(f"no error correction level {level!r}")
    return _with_zxing(text, level) if zxingcpp else _with_qrcode(text, level)


def runs(rows: Matrix) -> list[tuple[int, int, int]]:
    """Return the dark runs as ``(row, first column, length)``.

    >>> runs(((True, True, False, True),))
    [(0, 0, 2), (0, 3, 1)]
    """
    found = []
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                found.append((number, start, column - start))
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
