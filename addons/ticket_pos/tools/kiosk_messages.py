"""What a kiosk's program may say, and in which shape: nothing of it is trusted.

>>> parse("remove", {"visit": "abc", "places": [3, 4]})
{'visit': 'abc', 'places': [3, 4]}
"""

LONGEST_TEXT = 400
MOST_ITEMS = 40
LARGEST_ID = 2**31 - 1
REASONS = ("idle", "cancelled")


class BadMessage(ValueError):
    """A message that cannot be; ``field`` names what is wrong."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field


def parse(name, body):
    """Return the message ``name`` with all its fields, and no others.

    :raise BadMessage: it has another shape
    """
    if not isinstance(body, dict):
        raise BadMessage("body", "must be a JSON object")
    return {
        field: read(field, body.get(field)) for field, read in _SHAPES[name].items()
    }


def _text(field, value):
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT:
        raise BadMessage(field, f"must be a text of 1 to {LONGEST_TEXT} characters")
    return value


def _maybe_text(field, value):
    return None if value in (None, "") else _text(field, value)


def _id(field, value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadMessage(field, "must be a whole number")
    if not 0 < value <= LARGEST_ID:
        raise BadMessage(field, "is out of range")
    return value


def _maybe_id(field, value):
    return None if value is None else _id(field, value)


def _ids(field, value):
    if not isinstance(value, list) or not 0 < len(value) <= MOST_ITEMS:
        raise BadMessage(field, f"must be a list of 1 to {MOST_ITEMS} ids")
    return [_id(field, item) for item in value]


def _types(field, value):
    if not isinstance(value, dict) or not 0 < len(value) <= MOST_ITEMS:
        raise BadMessage(field, "must name a ticket type for each place")
    types = {}
    for place, kind in value.items():
        if not place.isascii() or not place.isdigit():
            raise BadMessage(field, "must name places by their ids")
        types[_id(field, int(place))] = _id(field, kind)
    return types


def _wanted(field, value):
    if not isinstance(value, dict):
        raise BadMessage(field, "must be an object")
    if "seats" in value:
        return {"seat_ids": _ids(field, value["seats"])}
    return {
        "best": {
            "count": min(_id(field, value.get("count")), MOST_ITEMS),
            "zone_id": _maybe_id(field, value.get("zone")),
            "section_id": _maybe_id(field, value.get("area")),
        }
    }


def _reason(field, value):
    if value not in REASONS:
        raise BadMessage(field, f"must be one of {', '.join(REASONS)}")
    return value


_SHAPES = {
    "nothing": {},
    "pair": {"code": _text},
    "status": {"version": _maybe_text, "screen": _maybe_text},
    "poster": {"show": _id},
    "offer": {"session": _id},
    "visit": {"visit": _text},
    "seats": {"visit": _text, "session": _id, "type": _id, "wanted": _wanted},
    "types": {"visit": _text, "types": _types},
    "remove": {"visit": _text, "places": _ids},
    "voucher": {"visit": _text, "code": _text},
    "voucher_back": {"visit": _text, "voucher": _id},
    "pay": {"visit": _text, "method": _maybe_id},
    "find": {
        "visit": _text,
        "code": _maybe_text,
        "order": _maybe_text,
        "phone": _maybe_text,
        "identity": _maybe_text,
    },
    "print": {"visit": _text, "tickets": _ids},
    "leave": {"visit": _text, "reason": _reason},
}
