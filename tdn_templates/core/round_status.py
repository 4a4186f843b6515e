"""Where every unit of a round stands: six states, which version counts and why, days late, what belongs to nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import count_findings
from tdn_templates.core.round_receipts import Arrivals, Arrived
from tdn_templates.model.round import (
    Change,
    Nobodys,
    NobodysFile,
    RoundSetup,
    RoundStatus,
    UnitStatus,
    Version,
    Why,
)
from tdn_templates.model.submission import Submission
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State, UnitSlug


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round asks for: units in the order of round.yaml, and the codes of the lists its forms are about."""

    setup: RoundSetup
    units: tuple[Unit, ...]
    lists: frozenset[str]


def round_status(asked: Asked, arrived: Arrivals, left_behind: Sequence[str], on: date) -> RoundStatus:
    """`left_behind` are entries of the inbox that can be no return."""
    files = {item.inbox.file for item in arrived.files}
    of_unit = returns_of(asked, arrived)
    nobodys = [NobodysFile(item.inbox.file, why, item.inbox.verdict.unit) for item, why in _nobodys(asked, arrived)]
    nobodys += [NobodysFile(name, Nobodys.LEFT_BY_PROGRAM) for name in left_behind]
    return RoundStatus(
        setup=asked.setup,
        counted_on=on,
        units=tuple(_unit_status(unit, of_unit.get(unit.slug, ()), asked.setup, on) for unit in asked.units),
        nobodys=tuple(sorted(nobodys, key=lambda entry: entry.file)),
        gone=arrived.gone,
        unused=tuple(name for name in asked.setup.use if name not in files),
    )


def returns_of(asked: Asked, arrived: Arrivals) -> Mapping[UnitSlug, tuple[Arrived, ...]]:
    """The returns of each unit in the order of arrival; units without one are left out."""
    found: dict[UnitSlug, list[Arrived]] = {}
    for item in arrived.files:
        unit = item.inbox.verdict.unit
        if unit is not None and _why_nobodys(item, asked) is None:
            found.setdefault(unit.slug, []).append(item)
    return {slug: tuple(items) for slug, items in found.items()}


def that_counts(items: Sequence[Arrived], use: Sequence[str]) -> Arrived:
    """Of the returns of one unit: the last one that `use` names, else the last one received. Raises IndexError for
    none."""
    named = [item for item in items if item.inbox.file in use]
    return (named or list(items))[-1]


def _nobodys(asked: Asked, arrived: Arrivals) -> list[tuple[Arrived, Nobodys]]:
    judged = ((item, _why_nobodys(item, asked)) for item in arrived.files)
    return [(item, why) for item, why in judged if why is not None]


def _why_nobodys(item: Arrived, asked: Asked) -> Nobodys | None:
    verdict, setup = item.inbox.verdict, asked.setup
    stamp = verdict.submission.stamp
    if verdict.unit is None or stamp is None:
        return Nobodys.NO_UNIT
    if verdict.unit.slug not in setup.units:
        return Nobodys.NOT_IN_ROUND
    # what lost part of its stamp is for the rules to tell
    is_other = stamp.layout not in ("", setup.form) or stamp.programme not in ("", *asked.lists)
    if is_other or stamp.period not in ("", str(setup.year or "")):
        return Nobodys.OTHER_FORM
    is_closed = setup.closing is not None and item.receipt.seen > setup.closing
    return Nobodys.AFTER_CLOSING if is_closed and item.inbox.file not in setup.use else None


def _unit_status(unit: Unit, items: Sequence[Arrived], setup: RoundSetup, on: date) -> UnitStatus:
    if not items:
        return UnitStatus(unit, State.NOT_RECEIVED, days_late=_days_late(setup.deadline, on))
    counting = that_counts(items, setup.use)
    versions = tuple(_version(item) for item in items)
    place = items.index(counting)
    return UnitStatus(
        unit=unit,
        state=versions[place].state,
        versions=versions,
        counting=versions[place],
        why=_why(items, counting, setup),
        change=_change(items[place - 1].inbox.verdict, counting.inbox.verdict) if place else None,
        days_late=_days_late(setup.deadline, min(version.received for version in versions)),
    )


def _why(items: Sequence[Arrived], counting: Arrived, setup: RoundSetup) -> Why:
    if counting.inbox.file in setup.use:
        return Why.NAMED
    return Why.ONLY if len(items) == 1 else Why.LAST


def _version(item: Arrived) -> Version:
    verdict = item.inbox.verdict
    counts = count_findings(verdict.findings)
    return Version(
        file=item.inbox.file,
        sha256=item.inbox.sha256,
        received=item.receipt.seen,
        state=verdict.state,
        findings=verdict.findings,
        errors=counts.errors,
        warnings=counts.warnings,
        notes=counts.notes,
    )


def _change(before: Verdict, after: Verdict) -> Change:
    old, new = (frozenset(finding_ids([verdict], ()).of_files[0]) for verdict in (before, after))
    cells_before, cells_after = _cells(before.submission), _cells(after.submission)
    places = cells_before.keys() | cells_after.keys()
    return Change(
        cells=sum(cells_before.get(place, "") != cells_after.get(place, "") for place in places),
        fixed=len(old - new),
        still_there=len(old & new),
        new=len(new - old),
    )


def _cells(submission: Submission) -> Mapping[tuple[str, str], str]:
    """What each cell of the table says, by the number of its row and its column: rows may have moved."""
    return {
        (row.number, column): cell.text or cell.error for row in submission.rows for column, cell in row.cells.items()
    }


def _days_late(deadline: date, day: date) -> int:
    return max(0, (day - deadline).days)
