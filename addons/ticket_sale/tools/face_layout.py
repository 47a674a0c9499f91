"""Turn a ticket face and the values of a ticket into things to draw.

A face is JSON in millimetres, origin at the top left (what each
element may have stands in ``face_schema``)::

    {"version": 2,
     "page": {"w": 72, "h": 130, "dpi": 203},
     "elements": [
        {"type": "text", "x": 4, "y": 3, "w": 64, "h": 9, "size": 16, "bold": true,
         "text": "{show}", "fit": "wrap", "align": "left", "valign": "top"},
        {"type": "qr", "x": 16, "y": 46, "w": 36, "h": 36, "text": "{token}"},
        {"type": "barcode", "symbology": "code128", "x": 4, "y": 84, "w": 64, "h": 12,
         "text": "{number}", "human": true},
        {"type": "line", "x": 4, "y": 90, "w": 64, "h": 0, "stroke": 0.3, "dash": 1},
        {"type": "box", "x": 1, "y": 1, "w": 70, "h": 128, "stroke": 0.3, "radius": 2},
        {"type": "tear", "x": 0, "y": 98, "w": 72, "h": 4},
        {"type": "map", "x": 4, "y": 100, "w": 30, "h": 20, "span": 8},
        {"type": "image", "x": 4, "y": 4, "w": 20, "h": 8, "source": "asset:crest"}],
     "back": {"elements": []},
     "copies": 1,
     "assets": {"crest": "data:image/png;base64,…"}}

``text`` is a string, or one string a language (``{"en": "Seat", "zh": "座位"}``);
``{field}`` is replaced by a value, ``{field@zh}`` by its value in that language.
``rotate`` turns the contents of a box clockwise by quarter turns; the box itself stays
where it is drawn.

An element is drawn if the field named by ``if`` has a value and the one named by
``unless`` has none (``poster`` and ``logo`` count as fields), and if the codes of the
ticket's type, zone and channel are in ``types``, ``zones`` and ``channels``, where
these are given.

All measuring is done here and in ``face_elements``, with one source of metrics. The
back ends (``face_pdf``, ``face_raster``, ``face_svg``) only draw, which is why they
agree.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .face_elements import Scene, draw
from .face_map import Surroundings
from .face_shapes import Page, Part

#: Conditions of an element -> what of the ticket they speak of.
CONDITIONS = {"types": "type", "zones": "zone", "channels": "channel"}


def layout(
    face: Mapping[str, Any],
    values: Mapping[str, str],
    *,
    lang: str = "en",
    dpi: float | None = None,
    images: Mapping[str, bytes] | None = None,
    codes: Mapping[str, str] | None = None,
    surroundings: Surroundings | None = None,
) -> Page:
    """Lay out ``face`` for one ticket.

    :param values: the text of each field
    :param lang: language of the labels, such as ``zh_CN``
    :param dpi: dots an inch of the device; a module of a code is a whole number of
        them. Without it, the face's own is used, if it has one.
    :param images: the content of each image source
    :param codes: of the ticket's ``type``, ``zone`` and ``channel``; without them
        every element is drawn, whatever codes it is for
    :param surroundings: the seats around the ticket's own
    """
    page, back = face["page"], face.get("back")
    dpi = dpi or page.get("dpi")
    scene = Scene(values, lang, dpi, images or {}, codes or {}, surroundings)
    return Page(
        page["w"],
        page["h"],
        _parts(face["elements"], scene),
        Page(page["w"], page["h"], _parts(back["elements"], scene)) if back else None,
    )


def _parts(elements: Sequence[Mapping], scene: Scene) -> tuple[Part, ...]:
    parts = []
    for number, element in enumerate(elements):
        if _is_shown(element, scene):
            drawn = draw(element, scene)
            if drawn.shapes:
                parts.append(Part(number, drawn.shapes, drawn.clipped))
    return tuple(parts)


def _is_shown(element: Mapping[str, Any], scene: Scene) -> bool:
    if element.get("hidden"):
        return False
    if element.get("if") and not scene.has(element["if"]):
        return False
    if element.get("unless") and scene.has(element["unless"]):
        return False
    return not scene.codes or all(
        not element.get(key) or scene.codes.get(name) in element[key]
        for key, name in CONDITIONS.items()
    )
