"""A small picture of a hall: every seat a dot in the colour of its price zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import escape

#: More dots than this say no more on a page; every so-many-th seat is drawn.
MOST_DOTS = 6000
GREY = "#c3c8d1"
DRAWN = "#e5e7ec"
MARGIN = 100


@dataclass(frozen=True, slots=True)
class Dot:
    """One seat, in map units, and the colour of its zone."""

    x: float
    y: float
    color: str = GREY


@dataclass(frozen=True, slots=True)
class Area:
    """A standing area, and the colour of its zone."""

    points: Sequence[Sequence[float]]
    color: str = GREY


def seat_picture(
    dots: Sequence[Dot],
    *,
    areas: Iterable[Area] = (),
    shapes: Iterable[dict] = (),
    pitch: float = 50,
    label: str = "",
) -> str:
    """Return the picture as SVG.

    :param shapes: stage and walls as the seat map holds them
    :param pitch: the usual distance of neighbours
    :param label: what is drawn, for those who cannot see it
    """
    step = -(-len(dots) // MOST_DOTS) or 1
    dots, areas, shapes = dots[::step], list(areas), list(shapes)
    left, top, right, bottom = _bounds(dots, areas, shapes)
    by_color: dict[str, list[Dot]] = {}
    for dot in dots:
        by_color.setdefault(_color(dot.color), []).append(dot)
    box = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}">',
        f"<title>{escape(label)}</title>",
    ]
    parts += [_shape(shape) for shape in shapes]
    parts += [
        f'<polygon points="{_points(area.points)}" fill="{_color(area.color)}" '
        'fill-opacity=".55"/>'
        for area in areas
    ]
    width = pitch * 0.72 * step**0.5
    for color, same in by_color.items():
        path = "".join(f"M{dot.x:.0f} {dot.y:.0f}h0" for dot in same)
        parts.append(
            f'<path d="{path}" stroke="{color}" stroke-width="{width:.0f}" '
            'stroke-linecap="round" fill="none"/>'
        )
    parts.append("</svg>")
    return "".join(parts)


def _bounds(dots, areas, shapes):
    xs = [dot.x for dot in dots]
    ys = [dot.y for dot in dots]
    for points in (area.points for area in areas):
        xs += [point[0] for point in points]
        ys += [point[1] for point in points]
    for shape in shapes:
        for x, y in _corners(shape):
            xs.append(x)
            ys.append(y)
    if not xs:
        return 0, 0, 100, 100
    return min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN


def _corners(shape):
    if shape.get("points"):
        return [tuple(point[:2]) for point in shape["points"]]
    x, y = shape.get("x", 0), shape.get("y", 0)
    if shape.get("shape") == "ellipse":
        rx, ry = shape.get("rx", 0), shape.get("ry", 0)
        return [(x - rx, y - ry), (x + rx, y + ry)]
    return [(x, y), (x + shape.get("w", 0), y + shape.get("h", 0))]


def _shape(shape):
    kind, fill = shape.get("shape"), _color(shape.get("fill"), DRAWN)
    (left, top), *_rest = corners = _corners(shape)
    right, bottom = corners[-1]
    turn = ""
    if shape.get("rotation"):
        middle = f"{(left + right) / 2:.0f} {(top + bottom) / 2:.0f}"
        turn = f' transform="rotate({float(shape["rotation"]):.1f} {middle})"'
    drawn = ""
    if kind == "rect":
        drawn = (
            f'<rect x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}" '
            f'height="{bottom - top:.0f}" rx="20" fill="{fill}"{turn}/>'
        )
    elif kind == "ellipse":
        drawn = (
            f'<ellipse cx="{shape["x"]:.0f}" cy="{shape["y"]:.0f}" '
            f'rx="{shape["rx"]:.0f}" ry="{shape["ry"]:.0f}" fill="{fill}"{turn}/>'
        )
    elif kind == "polygon":
        drawn = f'<polygon points="{_points(shape["points"])}" fill="{fill}"{turn}/>'
    elif kind == "line":
        drawn = (
            f'<polyline points="{_points(shape["points"])}" fill="none" '
            f'stroke="{GREY}" stroke-width="12"{turn}/>'
        )
    return drawn + _words(shape, (left + right) / 2, (top + bottom) / 2)


def _words(shape, x, y):
    if not shape.get("text"):
        return ""
    if shape.get("shape") == "text":
        x, y = shape["x"], shape["y"]
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{shape.get("size") or 90:.0f}" '
        'font-family="sans-serif" text-anchor="middle" dominant-baseline="central" '
        f'fill="#4b5262">{escape(shape["text"])}</text>'
    )


def _points(points):
    return " ".join(f"{point[0]:.0f},{point[1]:.0f}" for point in points)


def _color(color, default=GREY):
    """Only what is a colour reaches the picture.

    >>> _color("#E11D48"), _color('red" onload="x')
    ('#E11D48', '#c3c8d1')
    """
    text = str(color or "")
    digits = text.removeprefix("#")
    good = text.startswith("#") and len(digits) in (3, 6) and digits.isalnum()
    try:
        int(digits, 16)
    except ValueError:
        good = False
    return text if good else default
