"""One picture, four printer languages: what comes out is the picture, to the dot."""

from functools import partial

import pytest
from PIL import Image, ImageDraw

from tests.helpers.pure import pure
from tests.helpers.virtual_printer import VirtualPrinter

delivery = pure("ticket_pos", "delivery")
languages = pure("ticket_pos", "printer_languages")
presets = pure("ticket_pos", "printer_presets")
qr = pure("ticket_sale", "qr")

PATIENCE = delivery.Patience(connect=1, status=0.4, confirm=2)
TOKEN = "T1" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 4 + "0" * 16
Settings = languages.PrintSettings


def picture(width, height):
    """Ink in all four corners, a code, and blank rows between."""
    image = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(image)
    for x, y in ((0, 0), (width - 9, 0), (0, height - 9), (width - 9, height - 9)):
        draw.rectangle((x, y, x + 8, y + 5), fill=0)
    for row, column, wide, high in qr.rectangles(qr.matrix(TOKEN)):
        x, y = 60 + column * 6, height - 330 + row * 6
        image.paste(0, (x, y, x + wide * 6, y + high * 6))
    return image


def printed(language, payload, confirmation="process_id", count=1, **stock):
    with VirtualPrinter(language=language, **stock) as printer:
        line = partial(delivery.NetworkLine, "127.0.0.1", printer.port, PATIENCE)
        delivery.deliver(
            line,
            payload,
            7,
            language=language,
            confirmation=confirmation,
            patience=PATIENCE,
        )
        tickets = printer.wait_for(count)
        assert printer.unknown == []
        return tickets


@pytest.mark.parametrize("language", ["escpos", "zpl", "tspl"])
@pytest.mark.parametrize("confirmation", ["process_id", "status"])
def test_ticket_comes_out_to_the_dot(language, confirmation):
    image = picture(576, 1000)
    (ticket,) = printed(language, languages.encode(image, language), confirmation)
    assert ticket.image.crop((0, 0, 576, 1000)).tobytes() == image.tobytes()
    assert ticket.codes == [TOKEN]


@pytest.mark.parametrize("height", [400, 396])
def test_boca_ticket_comes_out_to_the_dot(height):
    image = picture(1096, height)
    (ticket,) = printed("fgl", languages.encode(image, "fgl"))
    assert ticket.image.crop((0, 0, 1096, height)).tobytes() == image.tobytes()
    assert ticket.codes == [TOKEN]


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_front_and_back_are_two_tickets(language):
    images = [picture(400, 400), picture(400, 400).transpose(Image.Transpose.ROTATE_90)]
    payload = languages.encode_all(images, language)
    stock = {"width": 400} if language != "fgl" else {}
    with VirtualPrinter(language=language, **stock) as printer:
        line = partial(delivery.NetworkLine, "127.0.0.1", printer.port, PATIENCE)
        delivery.deliver(line, payload, 1, language=language, patience=PATIENCE)
        tickets = printer.wait_for(2)
    assert [t.image.crop((0, 0, 400, 400)).tobytes() for t in tickets] == [
        image.tobytes() for image in images
    ]


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_blank_ticket_is_a_ticket(language):
    payload = languages.encode(Image.new("1", (400, 400), 1), language)
    assert len(payload) < (400 * 50 + 400 if language == "tspl" else 400)


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("darkness", languages.DARKNESS)
@pytest.mark.parametrize("media", languages.MEDIA)
def test_every_setting_is_understood(language, darkness, media):
    for speed, cut in zip(languages.SPEEDS, languages.CUTS, strict=True):
        settings = Settings(darkness=darkness, media=media, speed=speed, cut=cut)
        payload = languages.encode(picture(400, 400), language, settings)
        stock = {"width": 400} if language != "fgl" else {}
        # Without a cutter the virtual receipt printer never ends a ticket.
        count = 0 if (language, cut) == ("escpos", "none") else 1
        printed(language, payload, count=count, **stock)


def test_offset_moves_the_ticket_and_the_head_bounds_it():
    image = Image.new("1", (16, 8), 1)
    image.putpixel((0, 0), 0)
    image.putpixel((15, 7), 0)
    moved = languages.arrange(
        image, "escpos", Settings(offset_x=3, offset_y=2, width=16)
    )
    assert moved.size == (16, 8)
    assert ink(moved) == {(3, 2)}
    moved = languages.arrange(image, "escpos", Settings(offset_x=-15, offset_y=-7))
    assert ink(moved) == {(0, 0)}


@pytest.mark.parametrize(
    ("rotate", "expected"), [(0, (0, 0)), (90, (7, 0)), (180, (15, 7)), (270, (0, 15))]
)
def test_turned_clockwise(rotate, expected):
    image = Image.new("1", (16, 8), 1)
    image.putpixel((0, 0), 0)
    turned = languages.arrange(image, "escpos", Settings(rotate=rotate))
    assert ink(turned) == {expected}


def test_wide_ticket_is_printed_lengthwise_and_its_code_read():
    image = picture(1000, 400)
    payload = languages.encode(image, "escpos", Settings(rotate=90, width=576))
    (ticket,) = printed("escpos", payload)
    assert ticket.codes == [TOKEN]
    turned = ticket.image.transpose(Image.Transpose.ROTATE_90)
    assert turned.crop((0, 176, 1000, 576)).tobytes() == image.tobytes()


def test_boca_ticket_is_bounded_across_the_head():
    image = picture(1096, 500)
    assert languages.arrange(image, "fgl", Settings(width=400)).size == (1096, 400)


def test_zpl_has_no_field_that_a_printer_refuses():
    image = Image.effect_noise((832, 1600), 90).convert("1")
    payload = languages.encode(image, "zpl")
    assert payload.count(b"^GFA,20800,") == 8
    (ticket,) = printed("zpl", payload, width=832)
    assert ticket.image.tobytes() == image.tobytes()


def test_graphics_that_look_like_commands_are_not_counted_as_tickets():
    fgl = delivery.DIALECTS["fgl"]
    assert fgl.tickets(b"<CB><RC0,0><G6><p><q><RC8,0><G3><p><p>") == 1
    assert fgl.tickets(b"<CB><p><CB><RC0,0><G3><q><q>") == 2


def test_colour_is_our_own_mistake():
    with pytest.raises(ValueError, match="black and white"):
        languages.encode(Image.new("L", (8, 8)), "zpl")


def test_width_becomes_whole_bytes():
    assert languages.arrange(Image.new("1", (13, 5), 1), "tspl", Settings()).width == 16


@pytest.mark.parametrize("preset", presets.PRESETS.values(), ids=presets.PRESETS)
def test_preset_is_a_printer_we_can_write_for(preset):
    assert preset["language"] in languages.LANGUAGES
    assert preset["width_dots"] % 8 == 0
    assert preset["media"] in languages.MEDIA
    assert preset["cut"] in languages.CUTS


def ink(image):
    return {
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if not image.getpixel((x, y))
    }
