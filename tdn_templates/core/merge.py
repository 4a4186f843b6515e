"""Merge checked returns into one consolidation. The order in which files arrive never matters."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tdn_templates.core.answers import CARRY_OUT, MERGED, Answer, read_answers
from tdn_templates.core.assign import year_of
from tdn_templates.core.cascade import placed_under
from tdn_templates.core.chains import ChainFinder, holder
from tdn_templates.core.checks.row import read_own_number
from tdn_templates.core.claims import CLAIM, claimed_parts
from tdn_templates.core.known import Known
from tdn_templates.core.nil_tick import is_nil_mark
from tdn_templates.core.row_values import PLAN, RowValues, columns_of_fields
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, UnitPart
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import Submission
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Severity, State

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def consolidate(verdicts: Iterable[Verdict], known: Known, programme: Programme, *, draft: bool) -> Consolidation:
    """One part for each readable return; registrations of departments make one part of the body they belong to.

    Which returns may be merged is the caller's decision, and that they are of one form. Without a readable return the
    consolidation is empty and of the form of plans.
    """

    def registry_order(verdict: Verdict) -> tuple[bool, tuple[int, int, int], str, str]:
        place = known.registry.place(verdict.unit) if verdict.unit else (0, 0, 0)
        return verdict.unit is None, place, verdict.submission.source.name, verdict.submission.source.sha256

    ordered = sorted(verdicts, key=registry_order)
    readable = [verdict for verdict in ordered if verdict.state is not State.REJECTED]
    layout, chains = form_of(readable, known), ChainFinder(known)
    if layout.deciding == CLAIM:
        parts = tuple(_claimed(readable, known, programme, layout, chains))
    else:
        values = {code: RowValues(layout, known.programmes[code]) for code in _codes(readable)}
        lists = (values[verdict.submission.stamps[0].stamp.programme] for verdict in readable)
        merged = ((_part(verdict, own), own.programme) for verdict, own in zip(readable, lists, strict=True))
        parts = tuple(_in_cascade(part, own, programme, chains, layout) for part, own in merged)
    periods = {year_of(verdict.submission.stamps[0].stamp) for verdict in readable}
    return Consolidation(
        programme=programme,
        parts=parts,
        verdicts=tuple(ordered),
        draft=draft,
        layout=layout,
        fields=ENTRY_FIELDS if layout.deciding in (PLAN, CLAIM) else tuple(columns_of_fields(layout)),
        period=next(iter(periods)) if len(periods) == 1 else "",
        holder=holder(programme, known),
    )


def _claimed(
    readable: Sequence[Verdict], known: Known, programme: Programme, layout: WorkbookLayout, chains: ChainFinder
) -> Iterator[UnitPart]:
    """List by list: what departments register for in the plan of one body says nothing about that of another."""
    by_list: dict[str, list[Verdict]] = {}
    for verdict in readable:
        by_list.setdefault(verdict.submission.stamps[0].stamp.programme, []).append(verdict)
    for code, verdicts in sorted(by_list.items()):
        own = known.programmes[code]
        for part in claimed_parts(verdicts, known, own, layout):
            yield _in_cascade(part, own, programme, chains, layout)


def _codes(readable: Iterable[Verdict]) -> set[str]:
    """Of the lists that the returns are about."""
    return {verdict.submission.stamps[0].stamp.programme for verdict in readable}


def _in_cascade(
    part: UnitPart, own: Programme, programme: Programme, chains: ChainFinder, layout: WorkbookLayout
) -> UnitPart:
    """The part with the chain of each row, under the tasks of the list that the merge is about."""

    def chained(entry: Entry) -> Entry:
        number = entry.number if layout.deciding == PLAN else ""
        return replace(entry, chains=chains.of(entry.national, number, part.unit, own))

    plan, others = tuple(map(chained, part.plan)), tuple(map(chained, part.others))
    return placed_under(replace(part, plan=plan, others=others), own, programme, chains.known)


def form_of(readable: Sequence[Verdict], known: Known) -> WorkbookLayout:
    """The form of the first readable return; that of plans if there is none."""
    names = (verdict.submission.stamps[0].stamp.layout for verdict in readable)
    return known.layouts[next(names, "plan")]


def _part(verdict: Verdict, values: RowValues) -> UnitPart:
    if verdict.unit is None:
        raise ValueError("a readable return has a unit")
    submission, layout, programme = verdict.submission, values.layout, values.programme
    if submission.nil is not None and is_nil_mark(submission.nil.text):
        return UnitPart(verdict.unit, submission.source, (), ())
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    faulty = {finding.place.cell.lstrip(_LETTERS) for finding in errors if finding.place.cell}
    entries = [
        _entry(answer, verdict.unit, submission, values, faulty=faulty)
        for answer in read_answers(submission, layout, programme)
    ]
    if layout.deciding != PLAN:
        said = [entry for entry in entries if entry.choice]
        return UnitPart(verdict.unit, submission.source, tuple(said), tuple(e for e in entries if not e.choice))
    ordered = _in_plan_order(entries, programme)
    return UnitPart(verdict.unit, submission.source, tuple(_renumbered(ordered)), _others(entries))


def _entry(answer: Answer, unit: Unit, submission: Submission, values: RowValues, *, faulty: set[str]) -> Entry:
    """`faulty` are the numbers of the sheet rows with an error."""
    layout = values.layout
    own = read_own_number(answer.value("own_number"), values.groups)
    number = answer.value("own_number") if own else ""
    if layout.deciding != PLAN and answer.task is not None:
        number = answer.task.number
    return Entry(
        unit=unit,
        row=answer.row.row,
        task=answer.task,
        national=values.national(answer),
        choice=sys.intern(answer.choice),
        group=sys.intern(own[0] if own else answer.row.group),
        number=sys.intern(number),
        fields=values.fields(answer, submission.source),
        merged_into=answer.carries if answer.choice == MERGED else (),
        marked=str(answer.row.row) in faulty,
    )


def _others(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, number="") if entry.number else entry for entry in entries if not _is_planned(entry))


def _is_planned(entry: Entry) -> bool:
    return entry.choice == CARRY_OUT


def _in_plan_order(entries: Sequence[Entry], programme: Programme) -> list[Entry]:
    """Groups in the programme's order; inside a group by the unit's own numbers where it gave some.

    Without own numbers the order is the programme's, an added row after the last national task it carries out. A row
    without an own number follows the row it would follow otherwise.
    """
    place = {task.code: index for index, task in enumerate(programme.tasks)}
    groups = {group.number: index for index, group in enumerate(programme.groups)}
    after_all = len(place)

    def natural(entry: Entry) -> tuple[int, int, int, int]:
        group = groups.get(entry.group, len(groups))
        inside = [place[task.code] for task in entry.national if task.group == entry.group]
        return group, max(inside, default=after_all), entry.task is None, entry.row

    planned = sorted((entry for entry in entries if _is_planned(entry)), key=natural)
    keyed: list[tuple[tuple[int, int, int], Entry]] = []
    previous: dict[str, int] = {}
    for index, entry in enumerate(planned):
        position = int(entry.number.rpartition(".")[2]) if entry.number else previous.get(entry.group, 0)
        previous[entry.group] = position
        keyed.append(((groups.get(entry.group, len(groups)), position, index), entry))
    return [entry for _, entry in sorted(keyed, key=_first)]


def _first(pair: tuple[tuple[int, int, int], Entry]) -> tuple[int, int, int]:
    return pair[0]


def _renumbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.group] = counts.get(entry.group, 0) + 1
        yield replace(entry, number=sys.intern(f"{entry.group}.{counts[entry.group]}"))
