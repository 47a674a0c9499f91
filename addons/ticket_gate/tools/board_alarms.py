"""What on the gate board deserves somebody's eye: plain counts in, alarms out."""

from dataclasses import dataclass

#: Refusals of the last minutes at one lane that are more than bad luck.
PEAK_REFUSED = 8
PEAK_SHARE = 0.3
#: So many forged codes of the last minutes are somebody's business.
FORGED = 3
#: A device that was at work and says nothing for so long is gone.
SILENT_SECONDS = 150


@dataclass(frozen=True, slots=True)
class LaneNow:
    """The last minutes at one lane."""

    id: int
    admitted: int = 0
    refused: int = 0
    forged: int = 0


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """A paired device: when it was last heard, seconds ago; nothing when never."""

    id: int
    lane: int
    silent_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """``level`` is ``danger`` or ``warning``; ``lane`` or ``device`` say where."""

    code: str
    level: str
    lane: int | None = None
    device: int | None = None
    count: int = 0


def find(
    lanes: list[LaneNow], devices: list[DeviceNow], doubles: int, is_busy: bool
) -> list[Alarm]:
    """Return the alarms, the worst first.

    :param doubles: people let in without the network whom nobody has looked into yet
    :param is_busy: whether doors are open; a device may rest otherwise

    >>> [alarm.code for alarm in find([LaneNow(1, 20, 10)], [], 0, True)]
    ['refused_peak']
    """
    alarms = []
    if doubles:
        alarms.append(Alarm("doubles", "danger", count=doubles))
    for lane in lanes:
        scans = lane.admitted + lane.refused
        if lane.forged >= FORGED:
            alarms.append(Alarm("forged", "danger", lane.id, count=lane.forged))
        if lane.refused >= PEAK_REFUSED and lane.refused >= PEAK_SHARE * scans:
            alarms.append(Alarm("refused_peak", "danger", lane.id, count=lane.refused))
    for device in devices if is_busy else ():
        silent = device.silent_seconds
        if silent is not None and silent > SILENT_SECONDS:
            alarms.append(
                Alarm("silent", "warning", device.lane, device.id, silent // 60)
            )
    return sorted(alarms, key=lambda alarm: (alarm.level != "danger", -alarm.count))
