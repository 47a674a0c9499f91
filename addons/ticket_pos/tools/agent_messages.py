"""What a print agent may say, checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import delivery

MOST = 500
_CLAIM = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z_]{1,32}")


class BadMessage(ValueError):
    """``field`` of a message is missing or wrong."""

    def __init__(self, field_name: str, message: str):
        super().__init__(message)
        self.field = field_name


@dataclass(frozen=True, slots=True)
class Pair:
    code: str

    @classmethod
    def parse(cls, body) -> "Pair":
        return cls(_text(_object(body), "code", 40))


@dataclass(frozen=True, slots=True)
class Hello:
    run: str
    previous: frozenset[str]
    elsewhere: frozenset[str]
    version: str = ""
    host: str = ""
    platform: str = ""

    @classmethod
    def parse(cls, body) -> "Hello":
        body = _object(body)
        return cls(
            run=_claim(body.get("run"), "run"),
            previous=_claims(body, "previous"),
            elsewhere=_claims(body, "elsewhere"),
            version=_text(body, "version", 32),
            host=_text(body, "host", 64),
            platform=_text(body, "platform", 100),
        )


@dataclass(frozen=True, slots=True)
class Sync:
    run: str
    results: Mapping[str, object] = field(default_factory=dict)
    holding: frozenset[str] = frozenset()
    reports: Mapping[int, object] = field(default_factory=dict)
    room: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, body) -> "Sync":
        body = _object(body)
        results = {
            _claim(result.get("claim"), "results"): _outcome(result, "results")
            for result in _objects(body, "results")
        }
        printers = _objects(body, "printers")
        return cls(
            run=_claim(body.get("run"), "run"),
            results=results,
            holding=_claims(body, "holding"),
            reports={
                _whole(report.get("id"), "printers"): _outcome(report, "printers")
                for report in printers
                if report.get("outcome")
            },
            room={
                _whole(report.get("id"), "printers"): _whole(report["room"], "printers")
                for report in printers
                if "room" in report
            },
        )


def _outcome(told: Mapping, name: str):
    """Return the outcome as :mod:`delivery` has it."""
    outcome = told.get("outcome")
    if outcome in {"printed", "ready"}:
        return delivery.Delivered(paper_low=told.get("paper_low") is True)
    reason = told.get("reason")
    if not isinstance(reason, str) or not _WORD.fullmatch(reason):
        raise BadMessage(name, "reason must be a word")
    detail = _text(told, "detail", 200)
    if outcome == "not_sent":
        return delivery.NotSent(reason, detail)
    if outcome == "unknown":
        return delivery.Unknown(reason, detail)
    raise BadMessage(name, "outcome must be printed, not_sent or unknown")


def _object(body) -> Mapping:
    if not isinstance(body, dict):
        raise BadMessage("body", "must be a JSON object")
    return body


def _objects(body: Mapping, name: str) -> list[Mapping]:
    rows = body.get(name, [])
    if not isinstance(rows, list) or len(rows) > MOST:
        raise BadMessage(name, f"must be a list of at most {MOST}")
    if not all(isinstance(row, dict) for row in rows):
        raise BadMessage(name, "must hold objects")
    return rows


def _claims(body: Mapping, name: str) -> frozenset[str]:
    rows = body.get(name, [])
    if not isinstance(rows, list) or len(rows) > MOST:
        raise BadMessage(name, f"must be a list of at most {MOST}")
    return frozenset(_claim(row, name) for row in rows)


def _claim(value, name: str) -> str:
    if not isinstance(value, str) or not _CLAIM.fullmatch(value):
        raise BadMessage(name, "must be 32 hexadecimal digits")
    return value


def _text(body: Mapping, name: str, most: int) -> str:
    """Return the text of a field, cut and without what no log should hold."""
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise BadMessage(name, "must be a string")
    return "".join(sign for sign in value if sign.isprintable())[:most]


def _whole(value, name: str) -> int:
    # 2 ** 31 - 1 is the largest id there can be
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BadMessage(name, "must be a whole number")
    return value
