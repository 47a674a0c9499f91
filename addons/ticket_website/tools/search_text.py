"""What people type to find a show, and how well a show answers to it.

Chinese names are found by their characters, by their pinyin and by its initials:
天鹅湖, tian'e, teh.
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

#: How well a word is answered, best first.
EXACT, BEGINS, WORD_BEGINS, INSIDE, MISSED = range(5)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORDS = re.compile(r"[\w\u3400-\u9fff]+")
#: Pinyin is typed with apostrophes or without.
_APOSTROPHES = re.compile(r"['’ʼ`]")


def normalize(text):
    """Without case, accents and wide letters.

    >>> normalize("Café ＡＢＣ")
    'cafe abc'
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", kept.casefold()).strip()


def spellings(name):
    """A name as it may be typed.

    >>> spellings("天鹅湖")
    ['天鹅湖', 'tianehu', 'teh']
    """
    text = normalize(name)
    if not _HAN.search(text):
        return [text]
    joined = "".join(text.split())
    whole = "".join(lazy_pinyin(joined))
    initials = "".join(lazy_pinyin(joined, style=Style.FIRST_LETTER))
    return list(dict.fromkeys((text, whole, initials)))


def search_line(names):
    """All spellings of these names, one a line, each once; what a search looks in."""
    lines = (spelling for name in names if name for spelling in spellings(name))
    return "\n".join(dict.fromkeys(lines))


def words_of(search):
    """The words that must all be found; at most eight count.

    >>> words_of("Swan  LAKE!")
    ['swan', 'lake']
    """
    return _WORDS.findall(normalize(search))[:8]


def match(search, names):
    """How well the best of these names answers to the whole search.

    >>> match("teh", ["天鹅湖"]) == EXACT
    True
    """
    wanted = " ".join(words_of(search))
    return min((_match_one(wanted, name) for name in names if name), default=MISSED)


def _match_one(wanted, name):
    best = MISSED
    for spelling in spellings(name):
        text = " ".join(_WORDS.findall(spelling))
        if text == wanted:
            return EXACT
        if text.startswith(wanted):
            best = min(best, BEGINS)
        elif f" {wanted}" in f" {text}":
            best = min(best, WORD_BEGINS)
        elif wanted in text:
            best = min(best, INSIDE)
    return best
