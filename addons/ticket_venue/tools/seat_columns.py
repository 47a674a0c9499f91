"""Which column of a table means what: guessed by its title, corrected by the user."""

import re
from collections.abc import Sequence

#: Meaning -> titles it is known by, without blanks and in small letters.
COLUMNS = {
    "floor": ("floor", "level", "tier", "楼层", "层", "层数"),
    "section": (
        "section", "zone", "block", "area", "stand", "sector", "sectionname", "bereich",
        "区", "区域", "分区", "区位", "看台", "座区", "区块", "场区",
    ),
    "code": ("code", "sectioncode", "zoneid", "sectionid", "区号", "区域编码", "分区编码"),
    "row": (
        "row", "rownumber", "rowname", "rowlabel", "reihe", "rang", "fila",
        "排", "排号", "行", "行号", "排数",
    ),
    "seat": (
        "seat", "seatnumber", "seatno", "number", "no", "colnumber", "column", "platz",
        "座", "座号", "座位", "座位号", "号", "列", "列号",
    ),
    "x": ("x", "xcm", "posx", "positionx", "left", "横坐标", "x坐标"),
    "y": ("y", "ycm", "posy", "positiony", "top", "纵坐标", "y坐标"),
    "line": ("line", "positionrownumber", "gridrow", "网格行", "行坐标"),
    "column": ("positioncolnumber", "gridcolumn", "gridcol", "网格列", "列坐标"),
    "kind": ("kind", "seatkind", "type", "seattype", "类型", "座位类型", "座位种类", "属性"),
    "space": ("spacetype",),
    "category": (
        "category", "pricecategory", "pricezone", "pricelevel", "price", "kategorie",
        "票区", "价区", "票档", "档位", "价位", "等级",
    ),
    "key": ("key", "seatkey", "guid", "seatguid", "uuid", "id", "seatid", "编码", "座位编码"),
    "companion": ("companion", "companionof", "wheelchairkey", "陪同", "陪护"),
    "capacity": ("capacity", "容量", "人数"),
    "outline": ("outline", "polygon", "轮廓"),
}  # fmt: skip
_MEANING = {title: meaning for meaning, titles in COLUMNS.items() for title in titles}


def guess(header: Sequence[str]) -> dict[str, int]:
    """Meaning -> index of the first column titled so.

    >>> guess(["区域", "Row No.", "座位号", "Remark"])
    {'section': 0, 'row': 1, 'seat': 2}
    """
    found: dict[str, int] = {}
    for index, title in enumerate(header):
        plain = re.sub(r"[\W_]+", "", title).casefold()
        meaning = _MEANING.get(plain) or _MEANING.get(re.sub(r"(no|nr)$", "", plain))
        if meaning:
            found.setdefault(meaning, index)
    if "section" not in found and "floor" in found:
        found["section"] = found.pop("floor")
    return dict(sorted(found.items(), key=lambda item: item[1]))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a first line holds titles: a seat and what it is in, both by name."""
    found = guess(cells)
    return "seat" in found and bool(found.keys() & {"section", "row"})
