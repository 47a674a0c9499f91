"""Seasons as files, to be read, broken and refused."""

import json

from .pure import pure

season_import = pure("ticket_venue", "season_import")
season_plan = pure("ticket_venue", "season_plan")
season_table = pure("ticket_venue", "season_table")


def concert(**values):
    return {
        "eventType": "Subscription Season",
        "Location": "Manhattan, NY",
        "Venue": "David Geffen Hall",
        "Date": "2024-09-12T04:00:00Z",
        "Time": "7:30PM",
    } | values


def program(*concerts, **values):
    return {"programID": "1", "orchestra": "NYP", "season": "2024-25"} | {
        "concerts": concerts or [concert()],
        "works": [],
        **values,
    }


def nyphil(*programs):
    return json.dumps({"programs": programs})


SOLOIST = {"soloistName": "Ax, Emanuel", "soloistInstrument": "Piano"}
WORKS = [
    {"composerName": "Mozart", "workTitle": "NO. 14", "soloists": [SOLOIST]},
    {"interval": "Intermission", "soloists": []},
]
FILES = {
    "json": nyphil(program(concert(), works=WORKS)).encode(),
    "xlsx": season_table.template(),
    "csv": (
        "show,venue,hall,city,date,time,duration,interval,cast,key\n"
        'Swan Lake,Theatre,Great,Shanghai,2031-03-07,19:30,150,20,"Lin: Odette",SL\n'
        "演出,剧院,,,2031年3月8日,7:30PM,,,,\n"
    ).encode(),
}


def reads_or_refuses(content: bytes) -> None:
    """A season that can be planned, or a refusal that says why."""
    try:
        plan = season_import.parse(content)
    except season_plan.SeasonFileError as error:
        assert error.problems
        assert str(error)
        return
    assert plan.shows
    assert len({show.key for show in plan.shows}) == len(plan.shows)
    for show in plan.shows:
        assert show.key and show.name
        assert show.interval >= 0 and (not show.duration or show.interval < 1440)
        for one in show.performances:
            assert one.venue and one.hall and one.start.tzinfo is None
    assert all(str(defect) for defect in plan.defects)
