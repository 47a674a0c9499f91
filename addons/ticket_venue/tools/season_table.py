"""Seasons as a table, XLSX or CSV: one performance a line.

Lines of one show have the same ``key``, or, without one, the same name. What is told of
the show is read from its first line. :data:`COLUMNS` names the columns; their Chinese
names do as well.
"""

import csv
import io
import re
from datetime import date, datetime, time, timedelta

import openpyxl
import xlsxwriter

from .season_plan import (
    MAX_CAST,
    MAX_PERFORMANCES,
    YEARS,
    Member,
    Performance,
    Reader,
    Remark,
    SeasonFileError,
    Show,
    finish,
    unrepeated,
)
from .seat_plan import fail
from .seat_xlsx import check_archive

#: column: (what a Chinese table calls it, an example)
COLUMNS = {
    "show": ("演出名称", "Swan Lake"),
    "show_zh": ("中文名称", "天鹅湖"),
    "venue": ("场馆", "Grand Theatre"),
    "hall": ("厅", "Opera House"),
    "city": ("城市", "Shanghai"),
    "date": ("日期", "2031-03-07"),
    "time": ("时间", "19:30"),
    "duration": ("时长", "150"),
    "interval": ("中场休息", "20"),
    "subtitle": ("副标题", "Ballet in four acts"),
    "genre": ("类型", "Dance"),
    "presenter": ("演出商", "Northern Light"),
    "cast": ("演员", "Lin Yue: Odette; Anton Sorel: Siegfried"),
    "tags": ("标签", "Spring Festival; Family"),
    "season": ("演出季", "2031"),
    "key": ("编号", "SL-2031"),
}
NEEDED = ("show", "venue", "date", "time")
BY_NAME = {name: name for name in COLUMNS} | {
    chinese: name for name, (chinese, _example) in COLUMNS.items()
}
MAX_COLUMNS = 64


def parse_rows(rows):
    """
    :param rows: (line, cells) with the header first; cells as ``read_xlsx`` gives them
    :rtype: SeasonPlan
    :raise SeasonFileError: with every line that is wrong
    """
    rows = [
        (line, cells) for line, cells in rows if any(c not in (None, "") for c in cells)
    ]
    if not rows:
        raise SeasonFileError([Remark("", "empty")])
    columns = _columns(rows[0][1])
    reader = Reader()
    groups = {}
    for line, cells in rows[1:]:
        row = {
            name: cells[index] if index < len(cells) else None
            for name, index in columns.items()
        }
        name = reader.text(line, "show", row["show"], needed=True)
        key = reader.text(line, "key", row.get("key"), limit=64) or name
        group = groups.setdefault(key, (line, name, row, []))
        if group[1] != name:
            reader.refuse(line, "other_name", key=key, first=group[0])
        group[3].append((line, row))
    return finish(reader, [_show(reader, key, *group) for key, group in groups.items()])


def _columns(header):
    """{column: index} of the header.

    :raise SeasonFileError: a needed column is not there, or one is there twice
    """
    found = {}
    for index, cell in enumerate(header[:MAX_COLUMNS]):
        name = BY_NAME.get(str(cell or "").strip().casefold())
        if name in found:
            raise SeasonFileError([Remark("1", "duplicate_column", {"name": name})])
        if name:
            found[name] = index
    if not set(NEEDED) <= set(found):
        params = {"columns": ", ".join(NEEDED)}
        raise SeasonFileError([Remark("1", "columns", params)])
    return found


def _show(reader, key, line, name, row, lines):
    def text(column, **limits):
        return reader.text(line, column, row.get(column), **limits)

    performances = [
        one for at, cells in lines if (one := _performance(reader, at, cells, name))
    ]
    duration = reader.minutes(line, "duration", row.get("duration"))
    interval = reader.minutes(line, "interval", row.get("interval"))
    if duration and interval >= duration:
        reader.refuse(line, "interval_too_long")
    names = {"en_US": name}
    if chinese := text("show_zh"):
        names["zh_CN"] = chinese
    return Show(
        key=f"table/{key}",
        names=names,
        performances=unrepeated(reader, name, performances),
        subtitle=text("subtitle"),
        season=text("season"),
        genre=text("genre"),
        presenter=text("presenter"),
        tags=tuple(_parts(text("tags", limit=500))),
        cast=_cast(text("cast", limit=5_000)),
        duration=duration,
        interval=interval,
        place=line,
    )


def _performance(reader, line, row, name):
    venue = reader.text(line, "venue", row["venue"], needed=True)
    hall = reader.text(line, "hall", row.get("hall")) or venue
    town = reader.text(line, "city", row.get("city"))
    day = _day(reader, line, row["date"])
    if not day:
        return None
    clock = _clock(reader, line, row["time"], day)
    if clock is None:
        return None
    if clock == ():
        reader.report(line, "no_time", name=name, day=f"{day:%Y-%m-%d}")
        return None
    start = datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001  the venue's clock
    return Performance(venue, hall, town, start, place=line)


def _day(reader, line, value):
    if isinstance(value, date):
        found = value
    else:
        value = reader.text(line, "date", value, needed=True, limit=64)
        match = re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", value, re.ASCII)
        try:
            found = match and date(*map(int, match.groups()))
        except ValueError:
            found = None
        if match and match.end() < len(value) and value[match.end()] not in " T":
            found = None
    if found and found.year in YEARS:
        return found
    if value:
        reader.refuse(line, "not_date", value=str(value)[:32])
    return None


def _clock(reader, line, value, day):
    """Hour and minute; ``()`` when none is told, ``None`` when it is wrong."""
    if isinstance(value, datetime | time):
        return value.hour, value.minute
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        value = f"{minutes // 60}:{minutes % 60:02}"
    if value in (None, ""):
        timed = isinstance(day, datetime) and (day.hour or day.minute)
        return (day.hour, day.minute) if timed else ()
    return reader.time(line, str(value))


def _parts(text):
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def _cast(text):
    """
    >>> _cast("Lin Yue: Odette; Anton Sorel")
    (Member(name='Lin Yue', role='Odette'), Member(name='Anton Sorel', role=''))
    """
    members = []
    for part in _parts(text)[:MAX_CAST]:
        name, _colon, role = re.sub("：", ":", part).partition(":")
        if name.strip():
            members.append(Member(name.strip(), role.strip()))
    return tuple(members)


def read_xlsx(content: bytes):
    """(line, cells) of the first sheet that holds any; dates and times stay such.

    :raise SeatFileError: not a spreadsheet, or one that would swell
    """
    check_archive(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = _filled(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True))
            if rows:
                return rows
    except SeasonFileError:
        raise
    except Exception as error:  # noqa: BLE001 -- a broken file fails in many ways
        fail("not_xlsx", reason=f"{type(error).__name__} {error}"[:80])
    return []


def _filled(rows):
    found = []
    for line, cells in enumerate(rows, start=1):
        if any(cell not in (None, "") for cell in cells):
            found.append((str(line), cells))
        if line > 10 * MAX_PERFORMANCES or len(found) > MAX_PERFORMANCES + 1:
            limit = {"limit": MAX_PERFORMANCES}
            raise SeasonFileError([Remark(str(line), "too_many_performances", limit)])
    return found


def read_csv(text: str):
    """(line, cells) of each row.

    :raise SeatFileError: not a CSV file
    """
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _filled(rows)
    except csv.Error as error:
        fail("not_csv", str(rows.line_num), reason=str(error))


def template() -> bytes:
    """A table to fill in, with one line as an example."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Season")
    bold = book.add_format({"bold": True})
    for column, (name, (chinese, example)) in enumerate(COLUMNS.items()):
        sheet.write_string(0, column, name, bold)
        sheet.write_comment(0, column, chinese)
        sheet.write_string(1, column, example)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
