"""Season files: read whole, or refused with the place and the reason."""

import io
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.pure import pure
from tests.helpers.season_files import (
    FILES,
    concert,
    nyphil,
    program,
    reads_or_refuses,
    season_import,
    season_plan,
    season_table,
)
from tests.helpers.seat_fuzz import broken, broken_json, broken_sheet

season_match = pure("ticket_venue", "season_match")
season_zone = pure("ticket_venue", "season_zone")
web_address = pure("ticket_venue", "web_address")

NYPHIL = Path(__file__).parents[3] / "shared/data/seasons/nyphil-2024-25.json"
HEADER = "show,venue,hall,date,time,key"


def parse(text):
    return season_import.parse(text.encode())


def refused(content):
    """(place, code) of every problem the file is refused for."""
    if isinstance(content, str):
        content = content.encode()
    with pytest.raises(season_plan.SeasonFileError) as caught:
        season_import.parse(content)
    assert str(caught.value)
    return [(problem.place, problem.code) for problem in caught.value.problems]


def codes(plan):
    return Counter(defect.code for defect in plan.defects)


@pytest.mark.skipif(not NYPHIL.exists(), reason="real data is not here")
def test_real_season_is_read_with_its_known_defects():
    plan = season_import.parse(NYPHIL.read_bytes())

    assert len(plan.shows) == 144
    assert len(plan.performances) == 250  # of 252, two without a time
    assert codes(plan) == {
        "off_site": 19,
        "private": 9,
        "no_time": 2,
        "no_performance": 2,
    }
    assert len({show.key for show in plan.shows}) == 144
    first = plan.shows[0]
    assert (first.name, first.season) == ("Mozart, Mahler", "2024-25")
    assert [str(one.start) for one in first.performances] == [
        "2024-09-12 19:30:00",
        "2024-09-13 14:00:00",
        "2024-09-15 14:00:00",
    ]
    assert first.cast[1:3] == (
        season_plan.Member("Michael Tilson Thomas", "Conductor"),
        season_plan.Member("Emanuel Ax", "Piano"),
    )
    assert {show.season for show in plan.shows} == {"2024-25", "2025-26"}


class TestNyphil:
    @pytest.mark.parametrize(
        ("midnight", "day"),
        [
            ("2024-09-12T04:00:00Z", 12),  # New York in summer
            ("2024-09-12T05:00:00Z", 12),  # and in winter
            ("2024-09-11T16:00:00Z", 12),  # Shanghai
            ("2024-09-12T00:00:00Z", 12),  # London
        ],
    )
    def test_date_is_the_day_that_begins_at_the_midnight(self, midnight, day):
        [one] = parse(nyphil(program(concert(Date=midnight)))).performances
        assert one.start == datetime(2024, 9, day, 19, 30)

    def test_interval_and_roles_of_one_person_are_told_once(self):
        soloist = {"soloistName": "Ax, Emanuel", "soloistInstrument": "Piano"}
        works = [
            {"composerName": "Kodaly [Kodály], Zoltan", "soloists": [soloist]},
            {"interval": "Intermission", "soloists": []},
            {
                "composerName": "Mahler,  Gustav",
                "workTitle": {"em": "DON GIOVANNI", "_": "OVERTURE"},
                "conductorName": "Ax, Emanuel",
                "soloists": [soloist],
            },
        ]
        [show] = parse(nyphil(program(works=works))).shows
        assert show.name == "Kodály, Mahler"
        assert show.interval == 20
        assert show.cast[1:] == (season_plan.Member("Emanuel Ax", "Piano, Conductor"),)
        assert show.works[1] == "Gustav Mahler: DON GIOVANNI OVERTURE"

    def test_programme_without_works_is_named_after_the_occasion(self):
        [show] = parse(nyphil(program(concert(eventType="Lecture")))).shows
        assert show.name == "Lecture"

    def test_same_performance_twice_is_reported_and_left_out(self):
        plan = parse(nyphil(program(concert(), concert())))
        assert len(plan.performances) == 1
        assert codes(plan) == {"repeated": 1}

    def test_night_performance_is_reported(self):
        assert codes(parse(nyphil(program(concert(Time="3:00AM"))))) == {"odd_hour": 1}

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ("{", ("", "not_json")),
            ("[]", ("", "not_season")),
            ('{"programs": {}}', ("", "not_season")),
            ('{"programs": []}', ("", "empty")),
            ("[" * 100_000, ("", "not_json")),
            (nyphil("x"), ("programs[0]", "not_object")),
            (nyphil(program(programID=None)), ("programs[0]", "missing")),
            (nyphil(program(concerts={})), ("programs[0]", "not_list")),
            (nyphil(program(concerts=[1])), ("programs[0].concerts[0]", "not_object")),
            (nyphil(program(orchestra="x" * 201)), ("programs[0]", "too_long")),
            (nyphil(program(orchestra="a\x00b")), ("programs[0]", "control_character")),
            (nyphil(program(), program()), ("programs[1]", "duplicate_show")),
        ],
    )
    def test_wrong_file_is_refused_with_its_place(self, content, problem):
        assert refused(content)[0] == problem

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"Date": "2024-13-12T04:00:00Z"}, "not_date"),
            ({"Date": "9999-09-12T04:00:00Z"}, "not_date"),
            ({"Date": None}, "missing"),
            ({"Date": ["2024"]}, "not_text"),
            ({"Time": "25:00"}, "not_time"),
            ({"Time": "0:30PM"}, "not_time"),
            ({"Time": "half past seven"}, "not_time"),
            ({"Venue": ""}, "missing"),
        ],
    )
    def test_wrong_concert_is_refused_with_its_place(self, values, code):
        assert refused(nyphil(program(concert(**values)))) == [
            ("programs[0].concerts[0]", code)
        ]


class TestTable:
    def test_lines_of_one_key_are_one_show(self):
        plan = parse(
            f"{HEADER}\nSwan Lake,Theatre,,2031-03-07,19:30,SL\n"
            "Swan Lake,Theatre,,2031-03-08,14:00,SL\n"
            "Teahouse,Theatre,Studio,2031/3/9,7:30PM,"
        )
        assert [show.key for show in plan.shows] == ["table/SL", "table/Teahouse"]
        assert [one.hall for one in plan.performances] == ["Theatre"] * 2 + ["Studio"]

    def test_chinese_table_in_gb18030_is_read(self):
        text = "演出名称,场馆,日期,时间\n天鹅湖,大剧院,2031年3月7日,19:30"
        [show] = season_import.parse(text.encode("gb18030")).shows
        assert show.name == "天鹅湖"
        assert show.performances[0].start == datetime(2031, 3, 7, 19, 30)

    def test_spreadsheet_dates_and_times_are_read(self):
        book = openpyxl.Workbook()
        book.active.append(["show", "venue", "date", "time", "interval", "duration"])
        day = datetime(2031, 3, 7)
        book.active.append(["A", "V", day, day.replace(hour=19).time(), 20, 150])
        book.active.append(["A", "V", day.replace(hour=14), None])
        file = io.BytesIO()
        book.save(file)
        [show] = season_import.parse(file.getvalue()).shows
        assert [one.start.hour for one in show.performances] == [19, 14]
        assert (show.duration, show.interval) == (150, 20)

    def test_template_is_read_back(self):
        [show] = season_import.parse(season_table.template()).shows
        assert show.names == {"en_US": "Swan Lake", "zh_CN": "天鹅湖"}
        assert show.cast[0] == season_plan.Member("Lin Yue", "Odette")
        assert show.performances[0].start == datetime(2031, 3, 7, 19, 30)

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ("", ("", "empty")),
            ("show,venue", ("1", "columns")),
            (f"{HEADER},show", ("1", "duplicate_column")),
            (HEADER, ("", "empty")),
            (f"{HEADER}\n,V,,2031-03-07,19:30,", ("2", "missing")),
            (f"{HEADER}\nA,V,,2031-02-30,19:30,", ("2", "not_date")),
            (f"{HEADER}\nA,V,,7 March,19:30,", ("2", "not_date")),
            (f"{HEADER}\nA,V,,2031-03-07,late,", ("2", "not_time")),
            (
                f"{HEADER}\nA,V,,2031-03-07,19:30,1\nB,V,,2031-03-07,19:30,1",
                ("3", "other_name"),
            ),
            (b"PK\x03\x04 no zip", ("", "not_xlsx")),
            (b"\xff\xfe\x00\x00", ("", "encoding")),
        ],
    )
    def test_wrong_table_is_refused_with_its_line(self, content, problem):
        assert refused(content)[0] == problem

    def test_zip_bomb_is_refused(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
        assert refused(file.getvalue())[0][1] == "zip_bomb"


class TestMatch:
    def _known(self, show):
        return [
            season_match.Known(season_match.performance_key(show, one), index)
            for index, one in enumerate(show.performances)
        ]

    def _show(self, *starts):
        lines = [f"A,V,,{start.replace(' ', ',')},1" for start in starts]
        [show] = parse("\n".join([HEADER, *lines])).shows
        return show

    def test_nothing_changed(self):
        show = self._show("2031-03-07 19:30", "2031-03-08 19:30")
        found, new, gone = season_match.match(show, self._known(show))
        assert (list(found.values()), new, gone) == ([0, 1], [], [])

    def test_another_time_of_the_day_is_the_same_session(self):
        known = self._known(self._show("2031-03-07 19:30", "2031-03-08 19:30"))
        show = self._show("2031-03-07 19:30", "2031-03-08 14:00", "2031-03-09 14:00")
        found, new, gone = season_match.match(show, known)
        assert [str(one.start) for one in new] == ["2031-03-09 14:00:00"]
        assert (sorted(found.values()), gone) == ([0, 1], [])

    def test_another_day_is_the_same_session_when_counts_agree(self):
        known = self._known(self._show("2031-03-07 19:30", "2031-03-08 19:30"))
        show = self._show("2031-03-07 19:30", "2031-03-15 19:30")
        found, new, gone = season_match.match(show, known)
        assert (sorted(found.values()), new, gone) == ([0, 1], [], [])

    def test_what_is_not_in_the_file_is_gone(self):
        known = self._known(self._show("2031-03-07 19:30", "2031-03-08 19:30"))
        _found, _new, gone = season_match.match(self._show("2031-03-07 19:30"), known)
        assert gone == [1]


def test_zone_is_that_of_the_town():
    assert season_zone.guess_zone("Shanghai, CHINA") == "Asia/Shanghai"
    assert season_zone.guess_zone("New York, NY") == "America/New_York"
    assert season_zone.guess_zone("Vail, CO") == ""
    assert season_zone.guess_zone("") == ""


@pytest.mark.parametrize(
    ("venue", "parts"),
    [
        ("Seoul Arts Center (Concert Hall)", ("Seoul Arts Center", "Concert Hall")),
        ("Juilliard - Juilliard Theater", ("Juilliard", "Juilliard Theater")),
        ("48-50 West 69th Street", ("48-50 West 69th Street",) * 2),
    ],
)
def test_house_and_hall_are_parted(venue, parts):
    assert season_plan.split_hall(venue) == parts


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://example.com/a?b=c", True),
        ("http://例子.中国", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ('https://a" onclick="x', False),
        ("https://[::1", False),
        ("//example.com", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_linked_to(address, known):
    assert web_address.is_web_address(address) is known


@pytest.mark.parametrize("name", FILES)
def test_broken_bytes_are_read_or_refused(name):
    @settings(max_examples=60)
    @given(broken(FILES[name]))
    def check(content):
        reads_or_refuses(content)

    check()


@settings(max_examples=150)
@given(broken_json(FILES["json"]))
def test_wrong_values_are_read_or_refused(content):
    reads_or_refuses(content)


@settings(max_examples=60)
@given(broken_sheet(FILES["xlsx"]))
def test_broken_sheet_is_read_or_refused(content):
    reads_or_refuses(content)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_break_the_reader(content):
    for start in (b"", b"PK\x03\x04", FILES["csv"]):
        reads_or_refuses(start + content)
