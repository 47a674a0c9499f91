"""What a report of shifts says, in plain texts: the page, the PDF and the slip of paper
draw the same."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table: ``rows`` and ``total`` have a text for each column."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    subtitle: str
    #: Labels and what they say, such as who opened the shift.
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    #: What must be seen before anything else.
    alerts: tuple[str, ...] = ()
    #: Words for the foot: who made it, and when.
    made: str = ""
    #: What is signed for, one line each.
    signatures: tuple[str, ...] = ()

    def as_dict(self) -> dict:
        """The document as JSON for a screen."""
        return asdict(self)

    def with_texts(self, change: Callable[[str], str]) -> "Document":
        """The document with ``change`` of each of its texts, for what a font lacks."""

        def each(texts):
            return tuple(change(text or "") for text in texts)

        return replace(
            self,
            title=change(self.title),
            subtitle=change(self.subtitle),
            facts=tuple(map(each, self.facts)),
            sections=tuple(
                Section(
                    section.key,
                    change(section.title),
                    tuple(
                        Column(change(column.label), column.is_number)
                        for column in section.columns
                    ),
                    tuple(map(each, section.rows)),
                    each(section.total),
                    change(section.note),
                )
                for section in self.sections
            ),
            alerts=each(self.alerts),
            made=change(self.made),
            signatures=each(self.signatures),
        )
