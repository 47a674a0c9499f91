"""QR codes as pictures that are sharp at any size."""

from markupsafe import Markup

from . import qr


def qr_svg(text, label):
    """The QR code of a text as an SVG, with its quiet zone.

    :param label: what it is, for those who cannot see it
    """
    rows = qr.matrix(text)
    path = "".join(
        f"M{column} {row}h{width}v{height}h-{width}z"
        for row, column, width, height in qr.rectangles(rows)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {box} {box}" '
        'shape-rendering="crispEdges" role="img" aria-label="{label}">'
        '<path fill="#fff" d="M-4-4h{box}v{box}h-{box}z"/><path d="{path}"/></svg>'
    ).format(box=len(rows) + 8, label=label, path=path)
