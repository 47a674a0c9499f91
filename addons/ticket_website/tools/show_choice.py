"""What a visitor wants to see of all that is on, as an address says it."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from urllib.parse import urlencode

RULES = ("coming", "new", "special", "hot")
WHENS = ("today", "weekend", "week", "month")
#: The longest span of days that can be asked for.
MAX_DAYS = 366
MAX_SEARCH = 100


@dataclass(frozen=True)
class ShowChoice:
    """Anything that makes no sense is as if it were not asked for."""

    search: str = ""
    rule: str = ""
    genre: int = 0
    venue: int = 0
    when: str = ""
    first: date | None = None
    last: date | None = None
    price: int = 0
    available: bool = False

    @classmethod
    def parse(cls, args):
        """:param dict args: the query of an address"""
        first, last = _parse_day(args.get("from")), _parse_day(args.get("to"))
        if first and last and last < first:
            first, last = last, first
        when = args.get("when")
        if first or last:
            when = ""
        return cls(
            search=" ".join(str(args.get("search") or "").split())[:MAX_SEARCH],
            rule=_one_of(args.get("list"), RULES),
            genre=parse_number(args.get("genre")),
            venue=parse_number(args.get("venue")),
            when=_one_of(when, WHENS),
            first=first,
            last=last,
            price=parse_number(args.get("price")),
            available=str(args.get("available")) == "1",
        )

    def days(self, today):
        """First and last day asked for, each ``None`` when open."""
        if self.when == "today":
            return today, today
        if self.when == "weekend":
            sunday = today + timedelta(days=7 - today.isoweekday())
            return max(today, sunday - timedelta(days=1)), sunday
        if self.when == "week":
            return today, today + timedelta(days=6)
        if self.when == "month":
            return today, today + timedelta(days=30)
        last = self.last
        if last:
            last = min(last, (self.first or today) + timedelta(days=MAX_DAYS))
        return self.first, last

    def args(self, **changes):
        """The query of the address that says this choice, with some of it changed."""
        choice = replace(self, **changes)
        said = {
            "search": choice.search,
            "list": choice.rule,
            "genre": choice.genre,
            "venue": choice.venue,
            "when": choice.when,
            "from": choice.first and choice.first.isoformat(),
            "to": choice.last and choice.last.isoformat(),
            "price": choice.price,
            "available": int(choice.available),
        }
        return {name: value for name, value in said.items() if value}

    def url(self, path="/shows", **changes):
        args = self.args(**changes)
        return f"{path}?{urlencode(args)}" if args else path

    def without_days(self, **changes):
        """Changes that ask for no days but these."""
        return {"when": "", "first": None, "last": None} | changes

    @property
    def narrowed_by(self):
        """The names of what narrows the list, beside its rule and genre."""
        names = {field.name for field in fields(self)} - {"rule", "genre", "search"}
        return sorted(name for name in names if getattr(self, name))

    @property
    def is_open(self):
        """Whether nothing at all is asked for."""
        return self == ShowChoice()


def _one_of(text, known):
    return text if text in known else ""


def parse_number(text):
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _parse_day(text):
    try:
        day = date.fromisoformat(str(text or "")[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None
