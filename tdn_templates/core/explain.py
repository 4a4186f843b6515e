"""Where each word of a row comes from: every value with what was issued, what the unit wrote, and the cells."""

from collections.abc import Iterator, Sequence

from tdn_templates.core.claims import CLAIM
from tdn_templates.core.conflicts.three_way import Comparison, Difference
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation, Entry, Traced, UnitPart
from tdn_templates.model.explanation import ExplainedField, ExplainedRow, Explanation
from tdn_templates.model.finding import Finding
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLANK = Traced("")


def explain(
    number: str, merged: Consolidation, compared: Comparison, conflicts: Sequence[Conflict], unit: Unit | None = None
) -> Explanation:
    """The rows about the task of that number; with `unit` only its rows, and those its own plan gives that number. A
    department's registration stands in the row of its body."""
    task = merged.programme.numbered(number)
    rows = tuple(_rows(number, merged, compared, unit))
    concerned = {row.unit.slug for row in rows}
    codes = {item.code for row in rows for item in row.entry.national} | ({task.code} if task else set())
    about = tuple(
        each
        for each in conflicts
        if each.task.code in codes and (unit is None or any(one.slug in concerned for one in each.units))
    )
    return Explanation(merged.programme, number, task, rows, about)


def _rows(number: str, merged: Consolidation, compared: Comparison, unit: Unit | None) -> Iterator[ExplainedRow]:
    findings, registered = _Findings(merged.verdicts), merged.layout.deciding == CLAIM
    for part in merged.parts:
        if unit is not None and part.unit.slug not in (unit.slug, unit.parent if registered else None):
            continue
        for entry in (*part.plan, *part.others):
            if any(task.number == number for task in entry.national) or (unit is not None and entry.number == number):
                yield ExplainedRow(
                    unit=part.unit,
                    entry=entry,
                    source=part.source,
                    choice=_choice(entry, merged),
                    fields=tuple(_fields(entry, merged, compared)),
                    findings=findings.about(part, entry),
                )


def _fields(entry: Entry, merged: Consolidation, compared: Comparison) -> Iterator[ExplainedField]:
    """Those the list speaks of in three ways, then the others."""
    ways = {each.field: each for each in compared.of(entry)}
    for name in merged.fields:
        value = entry.fields[name]
        if name not in ways:
            yield ExplainedField(name, _BLANK, value, value, issued_stands=False)
            continue
        way = ways[name]
        issued_stands = way.difference is Difference.SAME and not way.own.text and bool(way.stands.text)
        yield ExplainedField(name, way.issued, way.own, way.stands, issued_stands)


def _choice(entry: Entry, merged: Consolidation) -> str:
    labels = {option.key: option.label.vi for option in merged.layout.column(merged.layout.deciding).choices}
    return labels.get(entry.choice, "" if entry.task is None else entry.choice)


class _Findings:
    """The findings of each return by the row of its sheet."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._found: dict[tuple[str, str, str], list[Finding]] = {}
        for verdict in verdicts:
            source = verdict.submission.source
            for finding in verdict.findings:
                row = finding.place.cell.lstrip(_LETTERS)
                self._found.setdefault((source.name, source.sha256, row), []).append(finding)

    def about(self, part: UnitPart, entry: Entry) -> tuple[Finding, ...]:
        """Those in a cell of the row, most important first; of every row that the values were put together from."""
        rows = {(part.source.name, part.source.sha256, str(entry.row)): None} if entry.row else {}
        for value in entry.fields.values():
            for origin in value.origins:
                if origin.sha256 and origin.place.cell:
                    rows[origin.file, origin.sha256, origin.place.cell.lstrip(_LETTERS)] = None
        return tuple(finding for row in rows for finding in self._found.get(row, ()))
