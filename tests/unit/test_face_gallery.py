"""The ready-made faces: complete, legible with the longest texts, and they scan."""

import json
from pathlib import Path

import pytest

from tests.helpers import pdf
from tests.helpers.pure import pure
from tests.unit import test_face as faces

check = pure("ticket_sale", "face_check").check
fields = pure("ticket_sale", "face_fields")
surroundings = pure("ticket_sale", "face_map").SAMPLE
layout = pure("ticket_sale", "face_layout").layout
face_font = pure("ticket_sale", "face_font")
shapes = pure("ticket_sale", "face_shapes")
to_pdf = pure("ticket_sale", "face_pdf").to_pdf
to_raster = pure("ticket_sale", "face_raster").to_raster

DATA = Path(__file__).resolve().parents[2] / "addons/ticket_sale/data"
LISTED = json.loads((DATA / "face_gallery.json").read_text())["faces"]
FACES = {
    entry["file"].removesuffix(".json"): json.loads(
        (DATA / "faces" / entry["file"]).read_text()
    )
    for entry in LISTED
}
USAGES = {entry["file"].removesuffix(".json"): entry["usage"] for entry in LISTED}
TOKEN = fields.SAMPLES["token"][0]
#: A title of forty characters with what fonts lack, and a name with an emoji.
HARD = {
    "en": {
        "show": "🎭 Ein Sommernachtstraum — Königin Mab!!",
        "holder": "Zoë 🎻 Łukasz",
    },
    "zh_CN": {
        "show": "🎭 " + "新春交响音乐会" * 5 + "加演场",
        "holder": "王🎻小明",
    },
}
SMALLEST = 5.0  # points, with the longest texts
SMALLEST_USUAL = 5.5
SMALLEST_TITLE = 9
SMALLEST_SEAT = 9


def page_of(name, lang="en", kind="usual", **changes):
    values = fields.sample_values(lang, kind) | changes
    return layout(FACES[name], values, lang=lang, surroundings=surroundings)


def runs(page):
    return [
        shape
        for side in page.sides
        for shape in side.shapes
        if isinstance(shape, shapes.Run)
    ]


def points(run):
    return run.size / face_font.MM_PER_POINT


def test_every_face_is_listed_with_two_names():
    files = {path.name for path in (DATA / "faces").glob("*.json")}
    assert {entry["file"] for entry in LISTED} == files
    for entry in LISTED:
        for texts in (entry["name"], entry["about"]):
            assert sorted(texts) == ["en", "zh"]
            assert all(0 < len(text) <= 60 for text in texts.values())


def test_there_is_a_face_for_each_use():
    assert set(USAGES.values()) == {"print", "pdf", "phone"}


@pytest.mark.parametrize("name", FACES)
def test_face_has_no_problem_and_no_warning(name):
    assert check(FACES[name], USAGES[name]) == []


@pytest.mark.parametrize("name", FACES)
def test_every_element_has_a_name_for_the_list_of_layers(name):
    assert all(element.get("name") for element in FACES[name]["elements"])


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize(
    ("kind", "smallest"), [("usual", SMALLEST_USUAL), ("long", SMALLEST)]
)
def test_no_text_is_too_small_to_read(name, kind, smallest):
    for lang in ("en", "zh_CN"):
        sizes = {run.text: points(run) for run in runs(page_of(name, lang, kind))}
        small = {text: size for text, size in sizes.items() if size < smallest - 0.01}
        assert small == {}


@pytest.mark.parametrize("lang", HARD)
@pytest.mark.parametrize("name", FACES)
def test_hard_title_and_name_are_whole_and_legible(name, lang):
    page = page_of(name, lang, **HARD[lang])
    shown = "".join(run.text for run in runs(page)).replace(" ", "")
    for text in HARD[lang].values():
        words = face_font.drawable(text)
        if "{holder}" in str(FACES[name]) or text != HARD[lang]["holder"]:
            assert words.replace(" ", "") in shown
    assert "□" not in shown
    beginning = face_font.drawable(HARD[lang]["show"]).strip()[:3]
    title = [points(run) for run in runs(page) if run.text.startswith(beginning)]
    assert max(title) >= SMALLEST_TITLE


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize(("lang", "kind"), [("en", "usual"), ("zh_CN", "long")])
def test_codes_read_on_paper_and_in_the_pdf(name, lang, kind):
    page = page_of(name, lang, kind)
    dpi = FACES[name]["page"].get("dpi") or 203
    for image in (to_raster(page, dpi), pdf.images(to_pdf([page]))[0]):
        assert set(faces.codes(image)) == {TOKEN}


@pytest.mark.skipif(not faces.CHROMIUM, reason="no browser here")
def test_codes_read_on_a_screen(tmp_path):
    for name in FACES:
        folder = tmp_path / name
        folder.mkdir()
        (shown,) = faces.svg_images([page_of(name, "zh_CN")], folder)
        assert TOKEN in faces.codes(shown), name


@pytest.mark.parametrize("name", FACES)
def test_row_and_seat_are_large(name):
    page = page_of(name, row="R7", seat="S8")
    for text in ("R7", "S8"):
        sizes = [points(run) for run in runs(page) if text in run.text.split()]
        if "{seat}" in str(FACES[name]):
            assert max(sizes) >= SMALLEST_SEAT
