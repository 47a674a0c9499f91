"""Sequences of names for rows and seats: numbers, letters, lists."""

from collections import Counter
from dataclasses import dataclass

from .seat_plan import MAX_LABEL

MAX_START = 999_999
MAX_STEP = 100
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _lt(text: str) -> str:
    """Marks a text for translation; whoever shows it translates it."""
    return text


#: Why a numbering is refused.
MESSAGES = {
    "nothing": _lt("Neither rows nor seats are to be named: choose at least one."),
    "unknown": _lt("“%(value)s” is not a choice for %(name)s."),
    "step": _lt("The step must be a whole number from 1 to %(limit)s."),
    "start_number": _lt("“%(value)s” is not a number to start with."),
    "start_letters": _lt("“%(value)s” are not letters to start with."),
    "start_skipped": _lt("The first name “%(value)s” is among those left out."),
    "skip_number": _lt("“%(value)s” is not a number to leave out."),
    "skip_letter": _lt("“%(value)s” is not a letter to leave out."),
    "skip_all": _lt("All letters are left out: leave at least two."),
    "names_missing": _lt("Write the names to be given, separated by commas."),
    "names_repeated": _lt("The name “%(name)s” is in the list twice."),
    "names_long": _lt("The name “%(name)s” is longer than %(limit)s characters."),
    "names_few": _lt("The list has %(have)s names, but %(need)s are needed."),
    "middle_numbers": _lt("Odd and even need numbers, not letters or a list."),
    "middle_step": _lt("Odd and even numbers go by two: the step must be 1."),
    "middle_start": _lt("Odd and even start with an odd number, not %(value)s."),
    "middle_across": _lt(
        "Odd and even start anew in the middle of each row; they cannot go on from row "
        "to row."
    ),
    "repeated": _lt(
        "Two seats would both be row %(row)s, seat %(number)s of one section "
        "(%(count)s such seats). Name the rows too, or let the seats start anew."
    ),
}


class NumberingError(ValueError):
    """The spec cannot be followed; ``code`` and ``params`` say why."""

    def __init__(self, code: str, **params):
        self.code, self.params = code, params
        super().__init__(MESSAGES[code] % params)


@dataclass(frozen=True, slots=True)
class Names:
    """A sequence of names: numbers, letters or a list."""

    style: str = "numbers"
    start: str = "1"
    step: int = 1
    skip: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def take(self, count: int, shift: int = 0, step: int = 0) -> list[str]:
        """The first ``count`` names.

        >>> Names("letters", "H", skip=frozenset("I")).take(2)
        ['H', 'J']

        :param shift: start so much later, and go by ``step`` instead; for numbers
        :raise NumberingError: the list is too short
        """
        if self.style == "list":
            if count > len(self.names):
                raise NumberingError("names_few", have=len(self.names), need=count)
            return list(self.names[:count])
        if self.style == "letters":
            alphabet = self._alphabet()
            first = letters_index(self.start, alphabet)
            return [
                letters(first + step_count * self.step, alphabet)
                for step_count in range(count)
            ]
        value, step = int(self.start) + shift, step or self.step
        found: list[str] = []
        while len(found) < count:
            if str(value) not in self.skip:
                found.append(str(value))
            value += step
        return found

    def check(self) -> None:
        """:raise NumberingError: no such sequence"""
        if not isinstance(self.step, int) or not 1 <= self.step <= MAX_STEP:
            raise NumberingError("step", limit=MAX_STEP)
        getattr(self, f"_check_{self.style}")()

    def _alphabet(self) -> str:
        return "".join(letter for letter in ALPHABET if letter not in self.skip)

    def _check_numbers(self):
        for value in sorted(self.skip):
            if not is_number(value):
                raise NumberingError("skip_number", value=value)
        check_start(self.start)
        if self.start in self.skip:
            raise NumberingError("start_skipped", value=self.start)

    def _check_letters(self):
        for value in sorted(self.skip):
            if len(value) != 1 or value not in ALPHABET:
                raise NumberingError("skip_letter", value=value)
        if len(self._alphabet()) < 2:
            raise NumberingError("skip_all")
        if not 0 < len(self.start) <= 3 or not set(self.start) <= set(ALPHABET):
            raise NumberingError("start_letters", value=self.start)
        if set(self.start) & self.skip:
            raise NumberingError("start_skipped", value=self.start)

    def _check_list(self):
        if not self.names:
            raise NumberingError("names_missing")
        name, count = Counter(self.names).most_common(1)[0]
        if count > 1:
            raise NumberingError("names_repeated", name=name)
        for name in self.names:
            if len(name) > MAX_LABEL:
                raise NumberingError(
                    "names_long", name=name[:MAX_LABEL], limit=MAX_LABEL
                )


def is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and str(int(value)) == value


def check_start(value: str) -> None:
    if not is_number(value) or int(value) > MAX_START:
        raise NumberingError("start_number", value=value[:MAX_LABEL])


def letters(index: int, alphabet: str = ALPHABET) -> str:
    """
    >>> letters(26), letters(24, "ABCDEFGHJKLMNPQRSTUVWXYZ")
    ('AA', 'AA')
    """
    label = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(alphabet))
        label = alphabet[rest] + label
    return label


def letters_index(label: str, alphabet: str = ALPHABET) -> int:
    """
    >>> letters_index("AA")
    26
    """
    index = 0
    for letter in label:
        index = index * len(alphabet) + alphabet.index(letter) + 1
    return index - 1
