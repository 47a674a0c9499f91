"""A report of shifts as a PDF on A4."""

import io
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from .shift_document import Document, Section

INK, MUTED, RULE, BAND, ALERT = map(
    HexColor, ("#1f2933", "#5f6c7b", "#c9d1da", "#f1f4f7", "#a61b1b")
)
MARGIN = 16 * mm
#: Share of the width that the first column of a table gets, by how many follow.
FIRST = {1: 0.6, 2: 0.5, 3: 0.4, 4: 0.32, 5: 0.28, 6: 0.24}


def to_pdf(document: Document, fonts: tuple[str, str], *, lang: str = "en") -> bytes:
    """Return the PDF; the same document always gives the same bytes.

    :param fonts: names under which reportlab knows a regular and a bold font that have
        all characters of the document
    """
    pen = _Pen(*fonts)
    buffer = io.BytesIO()
    paper = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=14 * mm,
        bottomMargin=18 * mm,
        title=f"{document.title} {document.subtitle}",
        lang=lang.replace("_", "-"),
        invariant=1,
    )
    story = [
        pen.text(document.title, 18, bold=True),
        pen.text(document.subtitle, 11, color=MUTED),
        Spacer(1, 4 * mm),
        *(
            pen.text(f"! {alert}", 10, bold=True, color=ALERT)
            for alert in document.alerts
        ),
        _facts(pen, document.facts, paper.width),
    ]
    for section in document.sections:
        story += _section(pen, section, paper.width)
    if document.signatures:
        story += [CondPageBreak(35 * mm), Spacer(1, 16 * mm)]
        story.append(_signatures(pen, document.signatures, paper.width))
    foot = partial(_foot, pen, document.made)
    paper.build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


class _Pen:
    """Texts in the fonts of the document."""

    def __init__(self, regular: str, bold: str):
        self.fonts = {False: regular, True: bold}

    def text(self, text, size, *, bold=False, color=INK, right=False) -> Paragraph:
        style = ParagraphStyle(
            "text",
            fontName=self.fonts[bold],
            fontSize=size,
            leading=size * 1.35,
            textColor=color,
            alignment=TA_RIGHT if right else TA_LEFT,
            wordWrap="CJK",
        )
        return Paragraph(escape(text), style)


def _facts(pen, facts, width) -> Table:
    """Labels and values in two columns of pairs."""
    half = (len(facts) + 1) // 2
    left, right = facts[:half], [*facts[half:], ("", "")][:half]
    rows = [
        [
            pen.text(text, 9, color=color)
            for pair in (one, other)
            for text, color in zip(pair, (MUTED, INK), strict=True)
        ]
        for one, other in zip(left, right, strict=True)
    ]
    table = Table(rows, colWidths=[width * part for part in (0.17, 0.33) * 2])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), BAND),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
    )
    return table


def _section(pen, section: Section, width: float) -> list:
    numbers = [column.is_number for column in section.columns]
    head = [
        pen.text(column.label, 8, color=MUTED, right=column.is_number)
        for column in section.columns
    ]
    body = [
        [
            pen.text(cell, 9, right=right)
            for cell, right in zip(row, numbers, strict=True)
        ]
        for row in section.rows
    ]
    style = [
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, MUTED),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    if section.total:
        body.append(
            [
                pen.text(cell, 9, bold=True, right=right)
                for cell, right in zip(section.total, numbers, strict=True)
            ]
        )
        style += [
            ("LINEABOVE", (0, -1), (-1, -1), 0.8, INK),
            ("BACKGROUND", (0, -1), (-1, -1), BAND),
        ]
    table = Table([head, *body], colWidths=_widths(numbers, width), repeatRows=1)
    table.setStyle(TableStyle(style))
    note = [pen.text(section.note, 8.5, color=MUTED)] if section.note else []
    return [
        CondPageBreak(30 * mm),
        Spacer(1, 5 * mm),
        pen.text(section.title, 12, bold=True),
        table,
        *note,
    ]


def _widths(numbers: list[bool], width: float) -> list[float]:
    """Texts share what numbers leave."""
    texts = numbers.count(False)
    if texts > 1:
        number = width * 0.15
        text = (width - number * numbers.count(True)) / texts
        return [number if is_number else text for is_number in numbers]
    first = FIRST.get(len(numbers) - 1, 0.24) * width
    rest = (width - first) / max(1, len(numbers) - 1)
    return [first, *[rest] * (len(numbers) - 1)]


def _signatures(pen, lines, width) -> Table:
    table = Table(
        [[pen.text(line, 8.5, color=MUTED) for line in lines]],
        colWidths=[width / len(lines)] * len(lines),
    )
    table.setStyle(
        TableStyle(
            [("LINEABOVE", (i, 0), (i, 0), 0.6, INK) for i in range(len(lines))]
            + [("TOPPADDING", (0, 0), (-1, -1), 2)]
        )
    )
    return table


def _foot(pen, made: str, canvas, paper) -> None:
    canvas.saveState()
    canvas.setFont(pen.fonts[False], 8)
    canvas.setFillColor(MUTED)
    canvas.drawString(MARGIN, 10 * mm, made)
    canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(paper.page))
    canvas.restoreState()
