"""Draw laid-out tickets as a PDF, one a page, with an embedded font subset."""

import io
from collections.abc import Iterable
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from . import face_font, qr
from .face_picture import CACHED, reduced
from .face_shapes import Box, Code, Marks, Page, Picture, Run, Shape

POINTS_PER_MM = 72 / 25.4


def to_pdf(pages: Iterable[Page], *, title: str = "", lang: str = "en") -> bytes:
    """Return one PDF; the back of a ticket is a page behind it.

    The same pages always give the same bytes.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, lang=lang.replace("_", "-"))
    canvas.setTitle(title)
    canvas.setCreator("Odoo")
    for page in pages:
        for side in page.sides:
            canvas.setPageSize((side.w * POINTS_PER_MM, side.h * POINTS_PER_MM))
            canvas.scale(POINTS_PER_MM, POINTS_PER_MM)
            draw(canvas, side)
            show_page(canvas)
    canvas.save()
    return buffer.getvalue()


def show_page(canvas: Canvas) -> None:
    """Close the page. reportlab would write its stream as text, a quarter larger."""
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])


def draw(canvas: Canvas, side: Page) -> None:
    """Draw a side with its bottom left corner at the origin, a unit a millimetre."""
    draw_shapes(canvas, side.h, side.shapes)


def draw_shapes(canvas: Canvas, height: float, shapes: Iterable[Shape]) -> None:
    """Draw some shapes of a side that is ``height`` millimetres high."""
    for shape in shapes:
        _DRAWERS[type(shape)](canvas, height, shape)


def _draw_run(canvas: Canvas, height: float, run: Run) -> None:
    canvas.setFillColor(HexColor(run.color))
    canvas.setFont(face_font.registered_name(run.family, run.bold), run.size)
    if not run.rotate:
        canvas.drawString(run.x, height - run.y, run.text)
        return
    canvas.saveState()
    canvas.translate(run.x, height - run.y)
    canvas.rotate(-run.rotate)
    canvas.drawString(0, 0, run.text)
    canvas.restoreState()


def _draw_box(canvas: Canvas, height: float, box: Box) -> None:
    if box.fill:
        canvas.setFillColor(HexColor(box.fill))
    if box.stroke:
        canvas.setStrokeColor(HexColor(box.color))
        canvas.setLineWidth(box.stroke)
    inset = box.stroke / 2
    corner = box.x + inset, height - box.y - box.h + inset
    size = box.w - box.stroke, box.h - box.stroke
    painted = {"stroke": int(bool(box.stroke)), "fill": int(bool(box.fill))}
    if box.radius > inset:
        canvas.roundRect(*corner, *size, box.radius - inset, **painted)
    else:
        canvas.rect(*corner, *size, **painted)


def _draw_code(canvas: Canvas, height: float, code: Code) -> None:
    count = len(code.matrix)
    canvas.saveState()
    canvas.setFillColor(HexColor(code.color))
    canvas.translate(code.x, height - code.y - code.h)
    canvas.scale(code.across, code.down)
    _fill_rectangles(
        canvas,
        (
            (column, count - row - high, wide, high)
            for row, column, wide, high in qr.rectangles(code.matrix)
        ),
    )
    canvas.restoreState()


def _draw_marks(canvas: Canvas, height: float, marks: Marks) -> None:
    canvas.setFillColor(HexColor(marks.color))
    side = marks.side
    _fill_rectangles(
        canvas,
        ((x, round(height - y - side, 2), side, side) for x, y in marks.points),
    )


def _fill_rectangles(canvas: Canvas, rectangles: Iterable[tuple]) -> None:
    # A path object for each run is four times slower and half as large again.
    operators = [f"{x:g} {y:g} {w:g} {h:g} re" for x, y, w, h in rectangles]
    canvas._code.append(" ".join(operators) + " f")


def _draw_picture(canvas: Canvas, height: float, picture: Picture) -> None:
    w, h = picture.w, picture.h
    if picture.rotate % 180:
        w, h = h, w
    content = reduced(picture.content, w, h)
    if content is None:
        return
    canvas.saveState()
    canvas.translate(picture.x + picture.w / 2, height - picture.y - picture.h / 2)
    canvas.rotate(-picture.rotate)
    box = (-w / 2, -h / 2, w, h)
    canvas.drawImage(_reader(content), *box, mask="auto", preserveAspectRatio=True)
    canvas.restoreState()


@lru_cache(maxsize=CACHED)
def _reader(content: bytes) -> ImageReader:
    # decoded once for all the tickets of a file
    return ImageReader(io.BytesIO(content))


_DRAWERS = {
    Run: _draw_run,
    Box: _draw_box,
    Code: _draw_code,
    Marks: _draw_marks,
    Picture: _draw_picture,
}
