"""A seat as it stands on a ticket, said in the language of whoever is at the gate.

A ticket keeps the words it was printed with. Looking its seat up again would cost a scan
two more joins; the words themselves tell section, row and number.
"""

import re
from dataclasses import dataclass, field

_PART = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class SeatWords:
    """How to say seats.

    :param forms: ``%(section)s · Row %(row)s …`` of all languages a ticket may speak,
        those with most parts first; each with the form that says it here
    :param names: what a section is called on tickets -> what it is called here
    """

    forms: tuple[tuple[str, str], ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def retell(self, label: str | None) -> str | None:
        """Return the label in the language here; unchanged when nothing is known of it.

        >>> words = SeatWords(
        ...     (("%(section)s · Row %(row)s", "%(section)s · %(row)s排"),),
        ...     {"Stalls": "池座"},
        ... )
        >>> words.retell("Stalls · Row 4")
        '池座 · 4排'
        >>> words.retell("Stalls")
        '池座'
        """
        if not label:
            return label
        for form, here in self.forms:
            parts = _pattern(form).fullmatch(label)
            if parts:
                found = parts.groupdict()
                section = found["section"]
                found["section"] = self.names.get(section, section)
                return here % found
        return self.names.get(label, label)


_patterns: dict[str, re.Pattern] = {}


def _pattern(form: str) -> re.Pattern:
    """Return what finds the parts of a form; the forms are few and stay."""
    if form not in _patterns:
        texts = _PART.split(form)
        texts[::2] = map(re.escape, texts[::2])
        texts[1::2] = [f"(?P<{name}>.+)" for name in texts[1::2]]
        _patterns[form] = re.compile("".join(texts))
    return _patterns[form]
