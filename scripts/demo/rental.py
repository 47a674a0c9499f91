"""What the foyer desk lends: wheelchairs, opera glasses, audio guides."""

import base64
import io
from datetime import timedelta

from PIL import Image, ImageDraw

from odoo import fields

from .venues import bilingual

#: rate: name, first minutes and price, step minutes and price, cap, free minutes
RATES = {
    "hour": (("By the hour", "按小时"), 60, 20, 60, 10, 80, 15),
    "evening": (("An evening", "按场次"), 300, 20, 60, 10, 60, 0),
    "free": (("Free of charge", "免费"), 60, 0, 60, 0, 0, 0),
}
#: category: name, one of them, rate, deposit, replacement, code, items
THINGS = (
    (("Wheelchairs", "轮椅"), "Wheelchair", "free", 200, 1500, "WC", 4),
    (("Opera glasses", "望远镜"), "Opera glasses", "evening", 100, 300, "OG", 8),
    (("Audio guides", "语音导览机"), "Audio guide", "hour", 0, 600, "AG", 6),
)


def load(env, settings):
    till = env["pos.config"].search([("ticket_selling", "=", True)], limit=1)
    till.ticket_rental = True
    rates = {key: _rate(env, *values) for key, values in RATES.items()}
    for index, (name, one, rate, deposit, price, code, count) in enumerate(THINGS):
        category = env["ticket.rental.category"].create(
            {
                "name": name[0],
                "sequence": 10 * index,
                "rate_id": rates[rate].id,
                "deposit": deposit,
                "replacement_price": price,
                "image_1920": _photo(index),
            }
        )
        bilingual(category, name=name)
        items = env["ticket.rental.item"].create(
            [
                {
                    "name": f"{one} {number} {name[1]}",
                    "code": f"{code}-{number:03}",
                    "category_id": category.id,
                    "image_1920": _photo(index),
                }
                for number in range(1, count + 1)
            ]
        )
        if not deposit:
            _history(env, items)


def _rate(env, name, first, price, step, step_price, cap, free):
    rate = env["ticket.rental.rate"].create(
        {
            "name": name[0],
            "first_minutes": first,
            "first_price": price,
            "step_minutes": step,
            "step_price": step_price,
            "day_cap": cap,
            "free_minutes": free,
        }
    )
    return bilingual(rate, name=name)


def _history(env, items):
    """Things without a deposit were out on the last days, and two are out now."""
    Loan = env["ticket.rental.loan"]
    now = fields.Datetime.now()
    for day in range(1, 6):
        for number, item in enumerate(items[: 1 + day % 4]):
            loan = Loan._give_out(item)
            start = now - timedelta(days=day, hours=2 + number)
            loan.start = start
            loan.end = start + timedelta(minutes=40 + 35 * number)
            loan._take_back(*_fate(day, number))
            loan._settle()
            item.action_make_available()
    for item, minutes in zip(items[-2:], (25, 95), strict=True):
        Loan._give_out(item).start = now - timedelta(minutes=minutes)


def _fate(day, number):
    """How it came back; one guide fell on the stairs, one never came back at all."""
    if (day, number) == (3, 1):
        return "damaged", 80, "Display cracked 屏幕碎裂"
    return ("gone",) if (day, number) == (5, 1) else ("good",)


def _photo(index):
    """A picture of the thing, drawn on the spot; base64 of a PNG."""
    image = Image.new("RGB", (480, 360), ("#e7edf5", "#f5ece3", "#e6f3ec")[index])
    draw = ImageDraw.Draw(image)
    ink = ("#31507a", "#7a4a31", "#2f6b4c")[index]
    if index == 0:
        draw.ellipse((130, 150, 310, 330), outline=ink, width=16)
        draw.ellipse((318, 282, 366, 330), outline=ink, width=12)
        draw.line([(150, 60), (190, 60), (215, 200), (320, 200)], fill=ink, width=18)
        draw.line([(320, 200), (345, 290)], fill=ink, width=18)
    elif index == 1:
        for left in (90, 260):
            draw.rounded_rectangle(
                (left, 90, left + 130, 280), 40, outline=ink, width=18
            )
            draw.ellipse((left + 25, 190, left + 105, 270), outline=ink, width=12)
        draw.line([(220, 170), (260, 170)], fill=ink, width=24)
    else:
        draw.rounded_rectangle((170, 40, 310, 320), 36, outline=ink, width=18)
        draw.rounded_rectangle((200, 80, 280, 150), 10, fill=ink)
        for row in range(3):
            for column in range(3):
                x, y = 206 + 28 * column, 180 + 36 * row
                draw.ellipse((x, y, x + 14, y + 14), fill=ink)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())
