"""Tags in a PDF: what is text, what is a picture, and in which order to read it.

reportlab draws no tagged PDF by itself. Marked content goes into the page's operators,
and the structure tree is made of plain PDF objects::

    Document
        Sect            a side of a ticket
            H1          its largest text
            P           other texts, from the top left to the bottom right
            Figure      a code, said in words (Alt)

Everything else (boxes, lines, pictures, marks to cut at) is an artifact that nobody reads.
"""

from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from . import face_pdf
from .face_shapes import Code, Page, Part, Run

#: Texts whose tops lie closer than this are read from left to right.
SAME_LINE = 2.0


@dataclass(slots=True)
class _Element:
    kind: str
    page: object = None
    alt: str = ""
    marks: list[int] = field(default_factory=list)
    kids: list["_Element"] = field(default_factory=list)


class Tags:
    """Collects the structure of a document while its pages are drawn."""

    def __init__(self, canvas: Canvas):
        self._canvas = canvas
        self._document = _Element("Document")
        self._pages: list[list[_Element]] = []  # the element of each mark of a page
        self._marks: list[_Element] = []

    def draw(self, side: Page, alt: str) -> None:
        """Draw a side of a ticket, marked."""
        section = _Element("Sect")
        self._document.kids.append(section)
        heading = _heading(side)
        read = []
        for part in side.parts:
            kind = "H1" if part is heading else _kind(part)
            if kind is None:
                self.begin_artifact()
                face_pdf.draw_shapes(self._canvas, side.h, part.shapes)
                self.end_artifact()
                continue
            element = _Element(kind, alt=alt if kind == "Figure" else "")
            element.marks.append(len(self._marks))
            self._marks.append(element)
            self._emit(f"/{kind} <</MCID {len(self._marks) - 1}>> BDC")
            face_pdf.draw_shapes(self._canvas, side.h, part.shapes)
            self._emit("EMC")
            read.append((_position(part), element))
        read.sort(key=lambda one: one[0])
        section.kids = self._joined([element for _position, element in read])

    def begin_artifact(self) -> None:
        self._emit("/Artifact BMC")

    def end_artifact(self) -> None:
        self._emit("EMC")

    def end_page(self) -> None:
        """Call after ``showPage``: the marks belong to the page just closed."""
        page = self._canvas._doc.Pages.pages[-1]
        page.StructParents = len(self._pages)
        page.Tabs = PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        for element in self._marks:
            element.page = page
        self._pages.append(self._marks)
        self._marks = []

    def end(self) -> None:
        """Hang the structure into the catalog; call once, before ``save``."""
        document = self._canvas._doc
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = document.Reference(root)
        top = self._write(self._document, reference)
        root["K"] = top
        numbers = []
        for index, marks in enumerate(self._pages):
            numbers += [index, PDFArray([mark.page for mark in marks])]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        catalog = document.Catalog
        catalog.StructTreeRoot = reference
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _emit(self, operators: str) -> None:
        self._canvas._code.append(operators)

    def _joined(self, elements: list[_Element]) -> list[_Element]:
        """Neighbouring texts become one paragraph: the file stays small."""
        kept: list[_Element] = []
        for element in elements:
            if kept and element.kind == kept[-1].kind == "P":
                kept[-1].marks += element.marks
                for mark in element.marks:
                    self._marks[mark] = kept[-1]
            else:
                kept.append(element)
        return kept

    def _write(self, element: _Element, parent):
        """Make the PDF object of an element and of those within it."""
        document = self._canvas._doc
        entries = {"S": PDFName(element.kind), "P": parent}
        if element.page is not None:
            entries["Pg"] = document.Reference(element.page)
        if element.alt:
            entries["Alt"] = PDFString(element.alt)
        written = PDFDictionary(entries)
        reference = document.Reference(written)
        kids = [self._write(kid, reference) for kid in element.kids] or element.marks
        written["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        element.page = reference  # from now on: where the element itself is
        return reference


def _kind(part: Part) -> str | None:
    kinds = {type(shape) for shape in part.shapes}
    if Code in kinds:
        return "Figure"
    return "P" if Run in kinds else None


def _heading(side: Page) -> Part | None:
    """Return the part of the largest text that is drawn upright."""
    texts = [
        (shape.size, -number, part)
        for number, part in enumerate(side.parts)
        for shape in part.shapes[:1]
        if isinstance(shape, Run) and not shape.rotate
    ]
    return max(texts, key=lambda one: one[:2])[2] if texts else None


def _position(part: Part) -> tuple[float, float]:
    """Return the line and the column in which a person reads the part."""
    shape = part.shapes[0]
    y = shape.y - shape.size if isinstance(shape, Run) else shape.y
    return round(y / SAME_LINE), shape.x
