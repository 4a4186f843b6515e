"""What people have decided about doubtful rows, followed; and what a decision can no longer be followed for.

A decision is known by the text of its row, never by its number: renumbering does not matter. One whose row is gone, or
whose task the list does not have, is reported and kept, never dropped.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tdn_templates.core.trace.how import how_carried_out
from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.core.trace.wording import said
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.trace import Decision, How, RowMatch, RowTrace, StaleDecision
from tdn_templates.model.words import TaskCode

OWN_TASK = "new"
"""What stands for "a task of the unit's own" where numbers would stand."""


@dataclass(frozen=True, slots=True)
class Decided:
    rows: tuple[RowTrace, ...]
    stale: tuple[StaleDecision, ...]


def follow_decisions(rows: Sequence[RowTrace], decisions: Iterable[Decision], programme: Programme) -> Decided:
    """The rows with what was decided about them; how the others of the same tasks are carried out follows."""
    by_print: dict[str, tuple[Task, ...]] = {}
    stale: list[StaleDecision] = []
    prints = {row.fingerprint for row in rows}
    for decision in decisions:
        if decision.national is None:
            continue
        tasks = [programme.numbered(number) for number in decision.national]
        unknown = [number for number, task in zip(decision.national, tasks, strict=True) if task is None]
        if unknown:
            stale.append(StaleDecision(decision, said("no_such_task", numbers=", ".join(unknown))))
        elif decision.fingerprint not in prints:
            stale.append(StaleDecision(decision, said("row_gone")))
        else:
            by_print[decision.fingerprint] = tuple(task for task in tasks if task is not None)
    if not by_print:
        return Decided(tuple(rows), tuple(stale))
    return Decided(_followed(rows, by_print), tuple(stale))


def open_questions(rows: Iterable[RowTrace], decisions: Iterable[Decision]) -> tuple[RowTrace, ...]:
    """Doubtful rows that the file of decisions does not ask about yet, each text once."""
    asked = {decision.fingerprint for decision in decisions}
    found: dict[str, RowTrace] = {}
    for row in rows:
        if row.match.doubtful and row.fingerprint not in asked:
            found.setdefault(row.fingerprint, row)
    return tuple(found.values())


def _followed(rows: Sequence[RowTrace], by_print: dict[str, tuple[Task, ...]]) -> tuple[RowTrace, ...]:
    matches = [
        RowMatch(by_print[row.fingerprint], row.match.how, 1.0, decided=True)
        if row.fingerprint in by_print
        else row.match
        for row in rows
    ]
    rows_of = Counter(task.code for match in matches for task in match.tasks)
    return tuple(
        replace(row, match=replace(match, how=_how(row, match, rows_of)))
        for row, match in zip(rows, matches, strict=True)
    )


def _how(row: RowTrace, match: RowMatch, rows_of: Counter[TaskCode]) -> How:
    same = len(match.tasks) == 1 and bare_text(row.row.text) == bare_text(match.tasks[0].text)
    return how_carried_out(match.tasks, same, rows_of)
