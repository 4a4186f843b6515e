"""Obey an officer's decisions: what stands goes into the merged rows; the cells it replaced stay its origins."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tdn_templates.core.answers import JOINT
from tdn_templates.core.claims import CLAIM
from tdn_templates.core.conflicts.wording import whose
from tdn_templates.core.wording import quoted_whole
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue, MergeDecision
from tdn_templates.model.consolidation import Consolidation, Entry, Origin, Traced, UnitPart
from tdn_templates.model.words import Lang, UnitSlug

_BLANK = "(để trống)"
_TIMES = frozenset(
    {
        ConflictKind.TIMES_APART,
        ConflictKind.SUPPORT_ENDS_LATER,
        ConflictKind.APART_FROM_TASK,
        ConflictKind.ENDS_AFTER_TASK,
    }
)

_Key = tuple[UnitSlug, int, str]
"""Of an entry: unit, row of its sheet; where a row was put together from several sheets, 0 and the code of its task."""


@dataclass(frozen=True, slots=True)
class _Change:
    """`added`: the text goes behind what is there instead of replacing it."""

    row: _Key
    field: str
    text: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class DecidedMerge:
    """`merged` says what stands; the rows of open conflicts are marked in a draft. `conflicts` carry what settled them.
    `unfitting` are decisions that settle nothing: what they are about is gone, or was changed since."""

    merged: Consolidation
    conflicts: tuple[Conflict, ...]
    unfitting: tuple[MergeDecision, ...] = ()

    @property
    def open(self) -> tuple[Conflict, ...]:
        return tuple(each for each in self.conflicts if each.is_open)


def said_words(value: ConflictValue) -> str:
    """A value as a file of decisions quotes it: "Bộ Tài chính: 2025". Never blank, on one line."""
    return quoted_whole(" ".join(f"{whose(value, Lang.VI)}: {value.value.text or _BLANK}".split()))


def said_in(conflict: Conflict) -> tuple[str, ...]:
    return tuple(map(said_words, conflict.values))


def decided(
    submitted: Consolidation, conflicts: Sequence[Conflict], decisions: Sequence[MergeDecision]
) -> DecidedMerge:
    """A decision settles the conflict of its id as long as the values are those it was made about."""
    made = {(each.conflict, each.said): each for each in decisions if not each.is_open}
    settled = tuple(replace(each, decision=_fitting(each, made)) for each in conflicts)
    used = {each.decision for each in settled if each.decision is not None}
    unfitting = tuple(each for each in decisions if not each.is_open and each not in used)
    texts: dict[_Key, dict[str, Traced]] = {}
    entries = {_key(entry): entry for part in submitted.parts for entry in (*part.plan, *part.others)}
    registered = submitted.layout.deciding == CLAIM
    for each in settled:
        for change in _changes(each, registered):
            if change.row in entries:
                before = texts.setdefault(change.row, {})
                old = before.get(change.field, entries[change.row].fields[change.field])
                before[change.field] = _put(change, old, each.id)
    marked = {key for each in settled if each.is_open for key in _rows(each, registered)} if submitted.draft else set()
    parts = tuple(_part(part, texts, marked) for part in submitted.parts)
    return DecidedMerge(replace(submitted, parts=parts), settled, unfitting)


def _fitting(conflict: Conflict, made: dict[tuple[str, tuple[str, ...]], MergeDecision]) -> MergeDecision | None:
    found = made.get((conflict.id, said_in(conflict)))
    return found if found is not None and found.stands <= len(conflict.values) else None


def _part(part: UnitPart, texts: dict[_Key, dict[str, Traced]], marked: Collection[_Key]) -> UnitPart:
    def changed(entry: Entry) -> Entry:
        key = _key(entry)
        if key not in texts and key not in marked:
            return entry
        return replace(entry, fields={**entry.fields, **texts.get(key, {})}, marked=entry.marked or key in marked)

    return replace(part, plan=tuple(map(changed, part.plan)), others=tuple(map(changed, part.others)))


def _key(entry: Entry) -> _Key:
    code = entry.task.code if entry.task is not None and not entry.row else ""
    return entry.unit.slug, entry.row, code


def _rows(conflict: Conflict, registered: bool) -> Iterator[_Key]:
    """The rows a conflict is about. Departments' registrations stand in one row of their body."""
    if registered:
        unit = conflict.units[0]
        yield (unit.parent or unit.slug), 0, conflict.task.code
        yield unit.slug, 0, conflict.task.code
        return
    for value in conflict.values:
        if value.unit is not None and value.row:
            yield value.unit.slug, value.row, ""


def _changes(conflict: Conflict, registered: bool) -> Iterator[_Change]:
    """Where bodies disagree about who leads or supports, `stands` says whose word counts and changes no cell, since
    each names departments of its own; a text of the officer's replaces the first cell, of two leads both."""
    decision = conflict.decision
    if decision is None:
        return
    standing = decision.text or conflict.values[decision.stands - 1].value.text
    rows = tuple(dict.fromkeys(_rows(conflict, registered)))
    if conflict.kind in _TIMES:
        yield from (_Change(row, "time", standing) for row in rows if standing)
    elif registered and conflict.kind is ConflictKind.TWO_LEADS:
        yield from (_Change(row, "lead", standing) for row in rows)
        others = JOINT.join(unit.name for unit in conflict.units if unit.name not in standing)
        yield from (_Change(row, "supporting", others, added=True) for row in rows if others)
    elif registered and decision.text:
        yield from (_Change(row, "lead", decision.text) for row in rows)
    elif decision.text:
        cells = [
            _Change((value.unit.slug, value.row, ""), value.field, decision.text)
            for value in conflict.values
            if value.unit is not None and value.row and value.field in ("lead", "supporting")
        ]
        yield from cells if conflict.kind is ConflictKind.TWO_LEADS else cells[:1]


def _put(change: _Change, old: Traced, conflict: str) -> Traced:
    """The text with the cells of the value it replaces."""
    text = JOINT.join(filter(None, (old.text, change.text))) if change.added else change.text
    origins: tuple[Origin, ...] = old.origins
    return Traced(text, origins[0] if origins else None, origins[1:], conflict)
