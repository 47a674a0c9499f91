"""Words by which files of others call a kind of seat."""

from collections.abc import Iterable, Mapping

WORDS = {
    "standard": ("normal", "regular", "seat", "普通", "普通座", "标准"),
    "wheelchair": (
        *("accessible", "ada", "rollstuhl", "rollstuhlplatz"),
        *("轮椅", "轮椅席", "轮椅位", "无障碍", "无障碍席"),
    ),
    "companion": ("carer", "begleitperson", "陪同", "陪同席", "陪护", "陪护席"),
    "obstructed": (
        *("restricted", "restricted view", "limited view", "sichtbehindert"),
        *("遮挡", "视线遮挡", "遮挡席"),
    ),
    "house": ("house seat", "overflow", "防涨座", "防涨", "工作票"),
    "camera": ("摄影座", "摄像", "摄影", "机位"),
    "security": ("安保座", "安保", "保安"),
    "press": ("media", "记者座", "记者", "媒体", "媒体席"),
    "rostrum": ("vip box", "主席台"),
    "kill": ("killed", "blocked", "not for sale", "不售", "废座"),
}


def kind_words(named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Code by every word, for the kinds there are.

    :param named: the names of each kind by its code
    """
    words = {
        word: code for code, known in WORDS.items() if code in named for word in known
    }
    for code, names in named.items():
        words |= {name.casefold(): code for name in (code, *names)}
    return words
