"""Draw a laid-out ticket as SVG, for screens."""

import base64
from html import escape

from . import face_font, qr
from .face_picture import reduced
from .face_shapes import Box, Code, Marks, Page, Picture, Run

FONT_URL = "/ticket_sale/static/fonts/"
_GENERIC = {"sans": "sans-serif", "serif": "serif"}


def to_svg(page: Page, *, font_url: str = FONT_URL, title: str = "") -> str:
    """Return an ``<svg>`` element, to be put into a page or served by itself.

    What an element of the face became is one ``<g data-element="…">``.
    """
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="o_ticket_face" role="img"'
        f' aria-label="{escape(title)}" viewBox="0 0 {page.w:g} {page.h:g}"'
        f' width="{page.w:g}mm" height="{page.h:g}mm">'
    )
    parts = [
        opening,
        f"<style>{_font_faces(page, font_url)}</style>",
        f'<rect width="{page.w:g}" height="{page.h:g}" fill="#ffffff"/>',
    ]
    for part in page.parts:
        drawn = "".join(_DRAWERS[type(shape)](shape) for shape in part.shapes)
        parts.append(f'<g data-element="{part.element}">{drawn}</g>')
    parts.append("</svg>")
    return "".join(parts)


def _font_faces(page: Page, font_url: str) -> str:
    """Return the rules for the fonts that the page uses: each is 2.5 MB to fetch."""
    used = {(run.family, run.bold) for run in page.shapes if isinstance(run, Run)}
    return ".o_ticket_face text{white-space:pre}" + "".join(
        f"@font-face{{font-family:{face_font.NAMES[family]};"
        f"font-weight:{700 if bold else 400};"
        f"src:url({font_url}{face_font.file_name(family, bold)})}}"
        for family, bold in sorted(used)
    )


def _draw_run(run: Run) -> str:
    # textLength keeps the line in its place while the font is still loading.
    turn = f" rotate({run.rotate})" if run.rotate else ""
    weight = ' font-weight="700"' if run.bold else ""
    return (
        f'<text transform="translate({run.x:.3f} {run.y:.3f}){turn}"'
        f' font-family="{face_font.NAMES[run.family]},{_GENERIC[run.family]}"'
        f' font-size="{run.size:.3f}"{weight} fill="{escape(run.color)}"'
        f' textLength="{run.length:.3f}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(run.text)}</text>"
    )


def _draw_box(box: Box) -> str:
    inset = box.stroke / 2
    return (
        f'<rect x="{box.x + inset:.3f}" y="{box.y + inset:.3f}"'
        f' width="{box.w - box.stroke:.3f}" height="{box.h - box.stroke:.3f}"'
        f' rx="{max(0, box.radius - inset):.3f}"'
        f' fill="{escape(box.fill or "none")}" stroke="{escape(box.color)}"'
        f' stroke-width="{box.stroke:.3f}"/>'
    )


def _draw_code(code: Code) -> str:
    path = "".join(
        f"M{column} {row}h{wide}v{high}h-{wide}z"
        for row, column, wide, high in qr.rectangles(code.matrix)
    )
    return (
        f'<path transform="translate({code.x:.4f} {code.y:.4f})'
        f' scale({code.across:.5f} {code.down:.5f})" d="{path}"'
        f' fill="{escape(code.color)}" shape-rendering="crispEdges"/>'
    )


def _draw_marks(marks: Marks) -> str:
    side = f"{marks.side:g}"
    path = "".join(f"M{x:g} {y:g}h{side}v{side}h-{side}z" for x, y in marks.points)
    return f'<path d="{path}" fill="{escape(marks.color)}"/>'


def _draw_picture(picture: Picture) -> str:
    w, h = picture.w, picture.h
    if picture.rotate % 180:
        w, h = h, w
    middle_x, middle_y = picture.x + picture.w / 2, picture.y + picture.h / 2
    content = reduced(picture.content, w, h)
    if content is None:
        return ""
    kind = "jpeg" if content.startswith(b"\xff\xd8") else "png"
    url = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    return (
        f'<image transform="translate({middle_x:.3f} {middle_y:.3f})'
        f' rotate({picture.rotate})" x="{-w / 2:.3f}" y="{-h / 2:.3f}"'
        f' width="{w:.3f}" height="{h:.3f}" href="{url}"/>'
    )


_DRAWERS = {
    Run: _draw_run,
    Box: _draw_box,
    Code: _draw_code,
    Marks: _draw_marks,
    Picture: _draw_picture,
}
