"""What axe-core finds wrong on a page."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEIGHTY = ("serious", "critical")


def faults(page, within: str, but: str | None = None) -> list[str]:
    """The serious faults inside the elements of a selector, one line each.

    :param but: selector of what is not ours
    """
    page.evaluate(_script())
    found = page.evaluate(
        "([context]) => axe.run(context, {resultTypes: ['violations']})",
        [{"include": [[within]], "exclude": [[part] for part in (but,) if part]}],
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in WEIGHTY
        for node in rule["nodes"]
    ]


def _script() -> str:
    modules = os.environ.get("NODE_MODULES") or ROOT / "node_modules"
    return (Path(modules) / "axe-core" / "axe.min.js").read_text()
