"""CPU time of process trees, from /proc (Linux): user and system, ended children too."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(*roots: int) -> float:
    """The CPU seconds that the trees under ``roots`` have used so far.

    A root's own count holds its children that have ended and been waited for, so a
    worker that was recycled is not lost.
    """
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # pid (comm) state ppid …; comm may hold blanks and brackets
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        pid = int(entry.name)
        parents[pid] = int(fields[1])
        used[pid] = sum(int(value) for value in fields[11:15])
    total = 0
    for pid in used:
        ancestor = pid
        while ancestor and ancestor not in roots:
            ancestor = parents.get(ancestor, 0)
        if ancestor:
            total += used[pid]
    return total / TICK


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0–1) of the values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
