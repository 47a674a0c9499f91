"""The small picture of a hall: all seats, in their colours, and nothing that runs."""

import xml.etree.ElementTree as ET

from tests.helpers.pure import pure

pic = pure("ticket_website", "seat_picture")
SVG = "{http://www.w3.org/2000/svg}"


def draw(dots, **values):
    return ET.fromstring(pic.seat_picture(dots, **values))


def dot_count(picture):
    return sum(path.get("d").count("h0") for path in picture.iter(f"{SVG}path"))


def test_one_path_a_colour_with_every_seat():
    dots = [pic.Dot(x * 50, 0, "#ff0000" if x % 2 else "#00ff00") for x in range(10)]
    picture = draw(dots)
    assert len(list(picture.iter(f"{SVG}path"))) == 2
    assert dot_count(picture) == 10


def test_large_halls_are_thinned():
    picture = draw([pic.Dot(x % 300 * 50, x // 300 * 50) for x in range(60_000)])
    assert dot_count(picture) <= pic.MOST_DOTS


def test_everything_is_inside_the_picture():
    shapes = [{"shape": "ellipse", "x": 0, "y": -500, "rx": 300, "ry": 100}]
    left, top, width, height = map(
        float, draw([pic.Dot(0, 0)], shapes=shapes).get("viewBox").split()
    )
    assert left <= -300 and top <= -600
    assert left + width >= 300 and top + height >= 0


def test_words_and_colours_of_users_are_inert():
    shapes = [
        {"shape": "rect", "x": 0, "y": 0, "w": 9, "h": 9, "fill": '"/><script>'},
        {"shape": "text", "x": 0, "y": 0, "size": 12, "text": "<script>alert(1)"},
    ]
    text = pic.seat_picture(
        [pic.Dot(0, 0, 'red" onload="x')], shapes=shapes, label="<b>&"
    )
    ET.fromstring(text)
    assert "<script" not in text and "onload" not in text


def test_an_empty_hall_is_a_picture_too():
    assert draw([]).get("viewBox") == "0 0 100 100"


def test_a_standing_area_is_drawn():
    area = pic.Area([[0, 0], [100, 0], [100, 100]], "#0d9488")
    [polygon] = draw([], areas=[area]).iter(f"{SVG}polygon")
    assert polygon.get("fill") == "#0d9488"
