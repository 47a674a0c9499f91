"""E-tickets as one PDF: a ticket a page, or several on a sheet of paper to be cut.

The drawing is ``face_pdf``'s; this module says where each ticket lies, draws the marks
to cut or fold at, and tells programs what the file is: title, author, language, and tags
that let a screen reader say each ticket's texts in the order a person reads them.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from . import face_pdf
from .face_pdf import POINTS_PER_MM
from .face_shapes import Page
from .pdf_tags import Tags

A4 = (210.0, 297.0)
PAPERS = ("", "a4", "a4_fold")
#: Beyond so many tickets the file is for a printer, and tags would only make it heavy.
MOST_TAGGED = 100
MARK = 4.0
_NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Ticket:
    """A laid-out ticket and what is said instead of its code."""

    page: Page
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A side of a ticket and where its top left corner lies on the sheet."""

    x: float
    y: float
    side: Page
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the PDF; ``cuts`` and ``folds`` are (x1, y1, x2, y2) in millimetres."""

    w: float
    h: float
    spots: tuple[Spot, ...]
    cuts: tuple[tuple[float, float, float, float], ...] = ()
    folds: tuple[tuple[float, float, float, float], ...] = ()


def to_pdf(
    tickets: Sequence[Ticket],
    *,
    paper: str = "",
    title: str = "",
    author: str = "",
    lang: str = "en",
    tagged: bool | None = None,
) -> bytes:
    """Return one PDF. The same tickets always give the same bytes.

    :param paper: empty for a page of the ticket's own size, ``a4`` for as many a sheet as
        fit, ``a4_fold`` for a sheet each, to be folded
    :param tagged: by default up to :data:`MOST_TAGGED` tickets
    """
    buffer = io.BytesIO()
    lang = lang.replace("_", "-")
    canvas = Canvas(buffer, invariant=1, pageCompression=1, lang=lang)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Odoo")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    tagged = len(tickets) <= MOST_TAGGED if tagged is None else tagged
    tags = Tags(canvas) if tagged else None
    for sheet in sheets(tickets, paper):
        canvas.setPageSize((sheet.w * POINTS_PER_MM, sheet.h * POINTS_PER_MM))
        canvas.scale(POINTS_PER_MM, POINTS_PER_MM)
        _draw_sheet(canvas, sheet, tags)
        face_pdf.show_page(canvas)
        if tags:
            tags.end_page()
    if tags:
        tags.end()
    canvas.save()
    return buffer.getvalue()


def sheets(tickets: Sequence[Ticket], paper: str = "") -> Iterator[Sheet]:
    """Lay tickets onto sheets, in their order; a back lies behind its front when the
    paper is turned over its long edge.

    :raise ValueError: for a paper that there is not
    """
    if paper not in PAPERS:
        raise ValueError(f"no paper {paper!r}")
    if paper == "a4":
        same_size = groupby(tickets, key=lambda one: (one.page.w, one.page.h))
        for (w, h), group in same_size:
            yield from _many_a_sheet(tuple(group), w, h)
        return
    for ticket in tickets:
        page = ticket.page
        if paper == "a4_fold" and _spots(page.w, page.h):
            yield from _folded(ticket)
            continue
        for side in page.sides:
            yield Sheet(side.w, side.h, (Spot(0, 0, side, ticket.alt),))


def _many_a_sheet(tickets: Sequence[Ticket], w: float, h: float) -> Iterator[Sheet]:
    best = _spots(w, h)
    if not best:  # larger than the paper: a page each
        yield from sheets(tickets)
        return
    (wide, high), corners = best
    empty = Sheet(wide, high, (), cuts=tuple(_cut_marks(wide, high, corners, w, h)))
    for start in range(0, len(tickets), len(corners)):
        placed = tuple(
            zip(corners, tickets[start : start + len(corners)], strict=False)
        )
        fronts = tuple(Spot(x, y, one.page, one.alt) for (x, y), one in placed)
        yield replace(empty, spots=fronts)
        backs = tuple(
            Spot(_turned(x, w, wide, high), y, one.page.back, one.alt)
            for (x, y), one in placed
            if one.page.back
        )
        if backs:
            yield replace(empty, spots=backs)


def _spots(w: float, h: float):
    """Return ``(sheet size, top left corners)`` of the way round that holds most, the
    upright one when both hold as many; None when not even one ticket fits.
    """
    ways = []
    for wide, high in (A4, A4[::-1]):
        columns, rows = int((wide + _NEAR) // w), int((high + _NEAR) // h)
        left, top = (wide - columns * w) / 2, (high - rows * h) / 2
        corners = tuple(
            (round(left + column * w, 3), round(top + row * h, 3))
            for row in range(rows)
            for column in range(columns)
        )
        ways.append(((wide, high), corners))
    best = max(ways, key=lambda way: len(way[1]))
    return best if best[1] else None


def _turned(x: float, w: float, wide: float, high: float) -> float:
    """Return where a back begins: mirrored, for the long edge is the one turned over."""
    return wide - x - w if wide < high else x


def _cut_marks(wide, high, corners, w, h):
    """Yield short lines at the paper's edges and crosses where tickets meet."""
    xs = sorted({x for x, _y in corners} | {round(x + w, 3) for x, _y in corners})
    ys = sorted({y for _x, y in corners} | {round(y + h, 3) for _x, y in corners})
    arm = MARK / 2
    for x in xs:
        if _NEAR < x < wide - _NEAR:
            yield x, 0, x, min(max(ys[0] - 1, MARK), MARK * 2)
            yield x, high - min(max(high - ys[-1] - 1, MARK), MARK * 2), x, high
    for y in ys:
        if _NEAR < y < high - _NEAR:
            yield 0, y, min(max(xs[0] - 1, MARK), MARK * 2), y
            yield wide - min(max(wide - xs[-1] - 1, MARK), MARK * 2), y, wide, y
    for x in xs[1:-1]:
        for y in ys[1:-1]:
            yield x - arm, y, x + arm, y
            yield x, y - arm, x, y + arm


def _folded(ticket: Ticket) -> Iterator[Sheet]:
    """A sheet of its own, the ticket in the quarter, half or whole that holds it."""
    wide, high = A4
    page = ticket.page
    if page.w > wide + _NEAR or page.h > high + _NEAR:
        wide, high = high, wide
    cell_w = wide / 2 if page.w <= wide / 2 + _NEAR else wide
    cell_h = high / 2 if page.h <= high / 2 + _NEAR else high
    folds = []
    if cell_w < wide:
        folds.append((wide / 2, 0, wide / 2, high))
    if cell_h < high:
        folds.append((0, high / 2, wide, high / 2))
    x, y = (cell_w - page.w) / 2, (cell_h - page.h) / 2
    front = Spot(x, y, page, ticket.alt)
    yield Sheet(wide, high, (front,), folds=tuple(folds))
    if page.back:
        back = Spot(_turned(x, page.w, wide, high), y, page.back, ticket.alt)
        yield Sheet(wide, high, (back,), folds=tuple(folds))


def _draw_sheet(canvas: Canvas, sheet: Sheet, tags: Tags | None) -> None:
    for spot in sheet.spots:
        canvas.saveState()
        canvas.translate(spot.x, sheet.h - spot.y - spot.side.h)
        if tags:
            tags.draw(spot.side, spot.alt)
        else:
            face_pdf.draw(canvas, spot.side)
        canvas.restoreState()
    if sheet.cuts or sheet.folds:
        _draw_marks(canvas, sheet, tags)


def _draw_marks(canvas: Canvas, sheet: Sheet, tags: Tags | None) -> None:
    if tags:
        tags.begin_artifact()
    canvas.setStrokeGray(0.55)
    canvas.setLineWidth(0.15)
    canvas.lines(_flipped(sheet.cuts, sheet.h))
    if sheet.folds:
        canvas.setDash(1.5, 1.5)
        canvas.lines(_flipped(sheet.folds, sheet.h))
        canvas.setDash()
    if tags:
        tags.end_artifact()


def _flipped(lines: Iterable[tuple[float, float, float, float]], height: float) -> list:
    return [(x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in lines]
