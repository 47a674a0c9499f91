"""Posters drawn on the spot: the demo ships no picture of anybody."""

import base64
import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (900, 1200)
FONTS = Path(__file__).parents[2] / "addons" / "ticket_sale" / "static" / "fonts"
# background from, to, and the colour of the figure
PALETTES = (
    ((17, 24, 56), (88, 60, 128), (236, 233, 252)),
    ((92, 38, 24), (196, 112, 60), (253, 236, 214)),
    ((8, 44, 68), (20, 120, 140), (190, 250, 236)),
    ((24, 18, 20), (120, 24, 52), (255, 208, 138)),
)


def poster(name, index):
    """A poster with the show's names.

    :param name: (English, Chinese)
    :return: base64 of a JPEG
    """
    image, draw, ink = _ground(index)
    font = next(iter(sorted(FONTS.glob("*.ttf"))))
    english, chinese = name
    _fit(draw, chinese, font, 120, 860, ink)
    _fit(draw, english, font, 62, 1010, ink)
    draw.line([(80, 1120), (820, 1120)], fill=ink, width=3)
    return _jpeg(image)


def scene(index):
    """A picture for a gallery: the figure of a poster, in landscape."""
    image, _draw, _ink = _ground(index)
    return _jpeg(image.crop((0, 110, 900, 785)))


def _ground(index):
    first, last, ink = PALETTES[index % len(PALETTES)]
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    for y in range(SIZE[1]):
        part = y / SIZE[1]
        draw.line(
            [(0, y), (SIZE[0], y)],
            fill=tuple(
                round(a + (b - a) * part) for a, b in zip(first, last, strict=True)
            ),
        )
    _figure(draw, index, ink)
    return image, draw, ink


def _jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return base64.b64encode(out.getvalue())


def house(xmlid):
    """A house at dusk: a front with columns, a bowl, or a hall with a chimney.

    :return: base64 of a JPEG
    """
    image = Image.new("RGB", (1600, 900))
    draw = ImageDraw.Draw(image)
    for y in range(900):
        part = y / 900
        draw.line(
            [(0, y), (1600, y)],
            fill=(int(30 + 190 * part), int(40 + 100 * part), int(92 + 28 * part)),
        )
    draw.rectangle([0, 760, 1600, 900], fill=(34, 30, 48))
    if xmlid.endswith("theatre"):
        draw.polygon([(360, 360), (800, 180), (1240, 360)], fill=(236, 224, 200))
        draw.rectangle([400, 360, 1200, 400], fill=(214, 200, 172))
        draw.rectangle([400, 400, 1200, 760], fill=(96, 74, 66))
        for x in range(420, 1200, 125):
            draw.rectangle([x, 400, x + 46, 760], fill=(236, 224, 200))
    elif xmlid.endswith("stadium"):
        draw.ellipse([160, 380, 1440, 980], fill=(222, 228, 236))
        draw.ellipse([330, 440, 1270, 760], fill=(62, 128, 84))
        draw.rectangle([0, 800, 1600, 900], fill=(34, 30, 48))
        for x in (220, 520, 1080, 1380):
            draw.line([(x, 480), (x, 150)], fill=(222, 228, 236), width=14)
            draw.rectangle([x - 60, 120, x + 60, 170], fill=(255, 246, 214))
    else:
        draw.polygon(
            [(420, 480), (800, 340), (1180, 480), (1180, 760), (420, 760)],
            fill=(126, 60, 48),
        )
        draw.rectangle([1020, 160, 1100, 470], fill=(104, 48, 40))
        for x in range(500, 1120, 150):
            draw.rectangle([x, 540, x + 70, 700], fill=(255, 216, 140))
    return _jpeg(image)


def logo():
    """The company's name beside a curtain, on transparent ground.

    :return: base64 of a PNG
    """
    image = Image.new("RGBA", (920, 160), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    wine = (124, 58, 90, 255)
    draw.rounded_rectangle([4, 14, 136, 146], radius=26, fill=wine)
    for i in range(5):
        x = 24 + i * 24
        draw.line([(x, 30), (x, 118 - abs(2 - i) * 16)], fill="white", width=9)
    bold = ImageFont.truetype(str(FONTS / "TicketSans-Bold.ttf"), 66)
    plain = ImageFont.truetype(str(FONTS / "TicketSans-Regular.ttf"), 44)
    draw.text((164, 8), "Riverside", font=bold, fill=wine)
    draw.text(
        (166, 88), "Performing Arts · 江畔演艺", font=plain, fill=(70, 70, 80, 255)
    )
    out = io.BytesIO()
    image.save(out, "PNG")
    return base64.b64encode(out.getvalue())


def _fit(draw, text, font, size, y, ink):
    """Draw ``text`` as large as the width allows."""
    while size > 24:
        face = ImageFont.truetype(str(font), size)
        if draw.textlength(text, face) <= SIZE[0] - 160:
            break
        size -= 4
    draw.text((80, y), text, font=face, fill=ink)


def _figure(draw, index, ink):
    """Rings, rows, rays or keys: something to remember the show by."""
    cx, cy = SIZE[0] // 2, 440
    if index % 4 == 0:
        for i in range(14):
            radius = 60 + i * 24
            draw.arc(
                [cx - radius, cy - radius, cx + radius, cy + radius],
                190 + i * 7,
                350 - i * 3,
                fill=ink,
                width=6,
            )
    elif index % 4 == 1:
        for i in range(9):
            top = 200 + i * 52
            draw.rounded_rectangle(
                [140 + i * 18, top, 760 - i * 18, top + 24],
                radius=12,
                outline=ink,
                width=5,
            )
    elif index % 4 == 2:
        for i in range(36):
            angle = math.radians(i * 10)
            reach = 330 if i % 3 else 390
            draw.line(
                [
                    (cx + 110 * math.cos(angle), cy + 110 * math.sin(angle)),
                    (cx + reach * math.cos(angle), cy + reach * math.sin(angle)),
                ],
                fill=ink,
                width=8,
            )
    else:
        for i in range(11):
            left = 120 + i * 62
            draw.rectangle([left, 220, left + 50, 660], outline=ink, width=4)
            if i % 7 not in (2, 6):
                draw.rectangle([left + 36, 220, left + 76, 480], fill=ink)
