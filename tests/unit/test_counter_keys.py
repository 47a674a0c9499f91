"""Every act at the counter has a key of its own."""

import re
from collections import Counter

from tests.helpers.pure import ADDONS

KEY = re.compile(r'^\s*(?:shortcut: |\w+: \[\w+, )"(alt\+\w)"', re.MULTILINE)
#: The payment screen's own.
ELSEWHERE = "back: [PAYMENT,"


def test_no_two_acts_have_one_key():
    keys = Counter()
    for path in (ADDONS / "ticket_pos/static/src/app").rglob("*.js"):
        lines = [
            line for line in path.read_text().splitlines() if ELSEWHERE not in line
        ]
        keys.update(KEY.findall("\n".join(lines)))
    assert len(keys) > 15
    assert [key for key, times in keys.items() if times > 1] == []
