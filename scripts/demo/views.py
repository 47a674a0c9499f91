"""The stage as seen from the sections of the theatre, drawn on the spot."""

import base64
import io

from PIL import Image, ImageDraw

from .venues import bilingual

SIZE = (1600, 900)
#: By the English name of a section: how near (0 to 1), from how far aside (-1 to 1), from
#: how high (0 to 1), and what one sees, in both languages.
SIGHTS = (
    (
        "Stalls",
        (0.85, 0, 0.1),
        ("Near and central, at the height of the stage", "近而居中，与舞台平视"),
    ),
    (
        "Circle",
        (0.35, 0, 0.7),
        ("From above, with the whole stage in view", "居高临下，舞台全景尽收眼底"),
    ),
    (
        "Box",
        (0.6, 0.7, 0.5),
        ("From the side: part of the wing is hidden", "侧面观看，侧台部分被遮挡"),
    ),
)


def load(env, settings):
    for section in env.ref("demo.theatre_map").section_ids:
        name = section.with_context(lang="en_US").name
        for start, (near, aside, high), note in SIGHTS:
            if name.startswith(start):
                side = -aside if name.startswith("Box L") else aside
                section.view_image = stage(near, side, high)
                bilingual(section, view_note=note)


def stage(near, aside, high):
    """A stage with its curtain, and the heads of those in front.

    :return: base64 of a JPEG
    """
    width, height = SIZE
    image = Image.new("RGB", SIZE, (26, 18, 22))
    draw = ImageDraw.Draw(image)
    half = width * (0.2 + 0.22 * near)
    top, floor = height * (0.16 + 0.1 * high), height * (0.58 + 0.06 * near)
    middle = width / 2 - aside * width * 0.16
    slant = aside * height * 0.08
    left, right = middle - half, middle + half
    draw.polygon(
        [
            (left, top - slant),
            (right, top + slant),
            (right, floor + slant),
            (left, floor - slant),
        ],
        fill=(60, 42, 96),
    )
    for share in range(12):  # light that falls on the stage
        reach = half * (1 - share / 14)
        tone = (70 + 12 * share, 52 + 11 * share, 104 + 8 * share)
        draw.ellipse(
            [
                middle - reach * 0.7,
                floor - reach * 0.5,
                middle + reach * 0.7,
                floor + reach * 0.1,
            ],
            fill=tone,
        )
    depth = height * (0.03 + 0.16 * high)
    draw.polygon(
        [
            (left, floor - slant),
            (right, floor + slant),
            (right + depth, floor + depth + slant),
            (left - depth, floor + depth - slant),
        ],
        fill=(150, 104, 66),
    )
    for fold in range(9):  # the curtain, drawn to both sides
        for side in (-1, 1):
            edge = middle + side * (half - fold * half * 0.035)
            tone = (150 - 8 * (fold % 3) * 4, 24, 38)
            draw.rectangle(
                sorted_box(
                    edge, edge - side * half * 0.05, top - 20, floor + slant * side
                ),
                fill=tone,
            )
    draw.rectangle([0, top - height * 0.14, width, top], fill=(96, 30, 36))
    _heads(draw, near, high)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return base64.b64encode(out.getvalue())


def sorted_box(first, second, top, bottom):
    return [min(first, second), top, max(first, second), bottom]


def _heads(draw, near, high):
    """Rows of people in front: many and small from far, few and large from near."""
    width, height = SIZE
    rows = 3 + round(6 * (1 - near))
    begin = height * (0.72 + 0.06 * high)
    for row in range(rows):
        share = row / rows
        size = 18 + 46 * share * (0.5 + near)
        y = begin + (height - begin) * share
        tone = (34 - 3 * row, 26 - 2 * row, 34 - 3 * row)
        for x in range(-int(size), width + int(size), int(size * 2.3)):
            shift = size * (row % 2)
            draw.ellipse([x + shift, y, x + shift + size, y + size * 1.15], fill=tone)
            shoulders = [x + shift - size * 0.4, y + size, x + shift + size * 1.4]
            draw.rectangle([*shoulders, max(height, y + size)], fill=tone)
