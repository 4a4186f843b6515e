"""Each value of a merged row in three ways: what was issued, what the unit wrote, what stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.core.conflicts.stances import AgencyWords
from tdn_templates.core.row_values import programme_origin
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, Traced, UnitPart
from tdn_templates.model.task import Task

ISSUED_FIELDS = ("text", "lead", "supporting", "time")
"""Fields of a plan for which the list says something too."""


class Difference(StrEnum):
    SAME = "same"
    """The unit wrote what was issued, or left the cell blank so that it stands."""
    REFINED = "refined"
    """The unit names departments of its own, or itself, under the issued agencies: what a plan is asked for."""
    CHANGED = "changed"
    ADDED = "added"
    """Nothing was issued: a task of the unit's own, or a blank issued cell."""
    BLANK = "blank"
    """Neither says anything."""


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """`issued` and `own` have the text "" where there is none. `stands` is what the merged row says; it is `own` where
    the unit wrote something, unless a decision put another text there (`stands.decided`)."""

    field: str
    issued: Traced
    own: Traced
    stands: Traced
    difference: Difference

    @property
    def differs(self) -> bool:
        return self.difference is Difference.CHANGED or self.stands.decided != ""


class Comparison:
    """Compares the rows of one consolidation; `submitted` is it as the units wrote it, before decisions, with the same
    parts and rows in the same order."""

    def __init__(self, merged: Consolidation, submitted: Consolidation, words: AgencyWords) -> None:
        self._merged, self._words = merged, words
        self._before = {
            id(entry): before
            for part, old in zip(merged.parts, submitted.parts, strict=True)
            for entry, before in zip((*part.plan, *part.others), (*old.plan, *old.others), strict=True)
        }
        """By identity: a unit may have the same row in returns about two lists. `merged` keeps the keys alive."""

    def of(self, entry: Entry) -> tuple[ThreeWay, ...]:
        """The fields that a list speaks of; none in a merge of another form than plans and registrations.

        The entry is one of the consolidation's own.
        """
        if self._merged.fields != ENTRY_FIELDS:
            return ()
        task = entry.task or (entry.national[0] if entry.national else None)
        before = self._before[id(entry)]
        return tuple(self._compared(field, task, before, entry) for field in ISSUED_FIELDS)

    def differing(self) -> Iterator[tuple[UnitPart, Entry, ThreeWay]]:
        """Every value that is carried out and differs from what was issued, part by part."""
        if self._merged.fields != ENTRY_FIELDS:
            return
        for part in self._merged.parts:
            for entry in part.plan:
                if entry.task is not None and self._may_differ(entry, entry.task):
                    yield from ((part, entry, each) for each in self.of(entry) if each.differs)
                elif any(value.decided for value in entry.fields.values()):
                    yield from ((part, entry, each) for each in self.of(entry) if each.stands.decided)

    def _may_differ(self, entry: Entry, task: Task) -> bool:
        """Told without comparing everything: of 170,000 rows nearly all are as issued."""
        fields = entry.fields
        if any(fields[name].decided for name in ISSUED_FIELDS):
            return True
        if fields["text"].text not in ("", task.text) or fields["time"].text not in ("", task.time.wording):
            return True
        return any(self._words.others(entry, name) for name in ("lead", "supporting"))

    def _compared(self, field: str, task: Task | None, before: Entry, entry: Entry) -> ThreeWay:
        issued_text = _issued_text(task, field)
        issued = Traced(issued_text, programme_origin(self._merged.programme, task) if task else None)
        written = before.fields[field]
        own = written if written.origin is not None and written.origin.sha256 else Traced("")
        return ThreeWay(
            field, issued, own, entry.fields[field], self._difference(field, task, before, own, issued_text)
        )

    def _difference(self, field: str, task: Task | None, entry: Entry, own: Traced, issued: str) -> Difference:
        if not own.text:
            return Difference.SAME if issued else Difference.BLANK
        if not issued or task is None:
            return Difference.ADDED
        if " ".join(own.text.split()) == " ".join(issued.split()):
            return Difference.SAME
        if field not in ("lead", "supporting"):
            return Difference.CHANGED
        mentions = (*task.lead.mentions, *task.supporting.mentions)
        named = set(self._words.others(entry, field))
        listed = {mention.unit for mention in mentions}
        return Difference.REFINED if named <= listed else Difference.CHANGED


def _issued_text(task: Task | None, field: str) -> str:
    if task is None:
        return ""
    return {
        "text": task.text,
        "lead": task.lead.wording,
        "supporting": task.supporting.wording,
        "time": task.time.wording,
    }[field]
