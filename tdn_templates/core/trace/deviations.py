"""Where a plan differs from the list: time frames, leads, supporting bodies, content, units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.core.timeframes.compare import FrameRelation, compare_frames, is_reversed
from tdn_templates.core.trace.content import left_out
from tdn_templates.core.trace.leads import Readers, lead_faults
from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.core.trace.wording import BINDING_WORDS, ROLE_WORDS, said
from tdn_templates.model.annex import Annex, AnnexRow, Field
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeKind
from tdn_templates.model.trace import Deviation, DeviationKind, RowTrace
from tdn_templates.model.words import Binding, Lang, UnitSlug, Wording

_COLUMNS = {
    Field.LEAD: Wording("chủ trì", "lead"),
    Field.SUPPORTING: Wording("phối hợp", "supporting"),
    Field.OWN_LEAD: Wording("đơn vị thuộc cơ quan chủ trì", "own lead"),
    Field.OWN_SUPPORTING: Wording("đơn vị thuộc cơ quan phối hợp", "own supporting"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan with everything its rows are compared by; `prepared` goes with `rows`."""

    annex: Annex
    programme: Programme
    readers: Readers
    texts: TaskTexts
    rows: Sequence[RowTrace]
    prepared: Sequence[PreparedText]


def find_deviations(compared: Compared, missing: Iterable[Assignment]) -> tuple[Deviation, ...]:
    """Row by row in the order of the plan, then the tasks without a row. Those that bind the unit only if it is
    concerned are no deviation: they are listed as missing, to be confirmed."""
    dropped = _dropped(compared)
    found: list[Deviation] = []
    for trace in compared.rows:
        for task in trace.match.tasks:
            found += (
                Deviation(trace.local, task.number, kind, detail)
                for kind, detail in _of_task(trace.row, task, trace.match.tasks, compared)
            )
            found += dropped.get((id(trace), task.code), ())
        national = trace.match.tasks[0] if trace.match.tasks else None
        found += (
            Deviation(trace.local, national.number if national else None, kind, detail)
            for kind, detail in _of_units(trace.row, national, compared)
        )
    found += (_missing(item) for item in missing if item.binding is not Binding.CONDITIONAL)
    return tuple(found)


def _missing(item: Assignment) -> Deviation:
    role, binding = ROLE_WORDS[item.role], BINDING_WORDS[item.binding]
    facts = {"role": role.vi, "role_en": role.en, "binding": binding.vi, "binding_en": binding.en}
    return Deviation(None, item.task.number, DeviationKind.MISSING, said("missing", text=item.task.text, **facts))


def _of_task(
    row: AnnexRow, task: Task, tasks: Sequence[Task], compared: Compared
) -> Iterator[tuple[DeviationKind, Wording]]:
    titles = {column.means for column in compared.annex.columns}
    if Field.TIME in titles:
        yield from _time(row, task, compared.programme)
    yield from lead_faults(row, task, tasks, compared.annex, compared.readers)
    if Field.SUPPORTING in titles and task.supporting.wording and not row.supporting:
        yield DeviationKind.SUPPORTING_EMPTIED, said("supporting_emptied", issued=task.supporting.wording)


def _time(row: AnnexRow, task: Task, programme: Programme) -> Iterator[tuple[DeviationKind, Wording]]:
    own = read_time(row.time, period_first=programme.first, period_last=programme.last)
    facts = {"found": row.time, "issued": task.time.wording}
    if own.kind is TimeKind.EMPTY:
        if task.time.kind is not TimeKind.EMPTY:
            yield DeviationKind.TIME_MISSING, said("time_missing", issued=task.time.wording)
        return
    if own.kind is TimeKind.UNREADABLE or is_reversed(own):
        yield DeviationKind.TIME_UNREADABLE, said("time_unreadable", **facts)
        return
    comparison = compare_frames(own, task.time, period_first=programme.first, period_last=programme.last)
    match comparison.relation:
        case FrameRelation.EXCEEDS:
            yield DeviationKind.TIME_EXCEEDED, said("time", **facts)
        case FrameRelation.NARROWER:
            yield DeviationKind.TIME_NARROWER, said("time", **facts)
        case FrameRelation.SAME | FrameRelation.UNKNOWN:
            return


def _dropped(compared: Compared) -> dict[tuple[int, str], tuple[Deviation, ...]]:
    """What all rows of a task leave out, told at the first of them."""
    rows_of: dict[str, list[int]] = {}
    for index, trace in enumerate(compared.rows):
        for task in trace.match.tasks:
            rows_of.setdefault(task.code, []).append(index)
    found: dict[tuple[int, str], tuple[Deviation, ...]] = {}
    for code, rows in rows_of.items():
        whole = compared.programme.task(code)
        if whole is None or any(compared.prepared[index].bare == compared.texts.of(whole).bare for index in rows):
            continue
        pieces = left_out(whole, [compared.prepared[index] for index in rows], compared.texts)
        if pieces:
            trace = compared.rows[rows[0]]
            detail = said("content_dropped", pieces="; ".join(f"“{piece}”" for piece in pieces))
            kind = DeviationKind.CONTENT_DROPPED
            found[(id(trace), code)] = (Deviation(trace.local, whole.number, kind, detail),)
    return found


def _of_units(row: AnnexRow, task: Task | None, compared: Compared) -> Iterator[tuple[DeviationKind, Wording]]:
    readers = compared.readers
    first = readers.national if compared.annex.has_own_columns else readers.own
    cells = _cells(row)
    yield from _unknown(cells, first, (Field.LEAD, Field.SUPPORTING), readers)
    yield from _unknown(cells, readers.own, (Field.OWN_LEAD, Field.OWN_SUPPORTING), readers)
    cells = _copied_aside(cells, task)
    yield from _twice(cells, first, Field.LEAD, Field.SUPPORTING, readers)
    yield from _twice(cells, readers.own, Field.OWN_LEAD, Field.OWN_SUPPORTING, readers)


def _cells(row: AnnexRow) -> dict[Field, str]:
    return {
        Field.LEAD: row.lead,
        Field.SUPPORTING: row.supporting,
        Field.OWN_LEAD: row.own_lead,
        Field.OWN_SUPPORTING: row.own_supporting,
    }


def _copied_aside(cells: dict[Field, str], task: Task | None) -> dict[Field, str]:
    """A cell that repeats the list's own is the list's: whom it names twice is not the unit's doing."""
    if task is None:
        return cells
    issued = {Field.LEAD: bare_text(task.lead.wording), Field.SUPPORTING: bare_text(task.supporting.wording)}
    return {column: "" if bare_text(text) == issued.get(column) else text for column, text in cells.items()}


def _unknown(
    cells: dict[Field, str], reader: MentionReader, columns: Iterable[Field], readers: Readers
) -> Iterator[tuple[DeviationKind, Wording]]:
    for column in columns:
        names = [
            mention.text
            for mention in reader.read(cells[column]).mentions
            if mention.kind is MentionKind.UNKNOWN and not readers.counterparts.is_counterpart_name(mention.text)
        ]
        if names:
            words = _COLUMNS[column]
            quoted = ", ".join(f"“{name}”" for name in names)
            yield (
                DeviationKind.UNIT_UNKNOWN,
                said("unit_unknown", names=quoted, column=words.vi, column_en=words.in_lang(Lang.EN)),
            )


def _twice(
    cells: dict[Field, str], reader: MentionReader, lead: Field, supporting: Field, readers: Readers
) -> Iterator[tuple[DeviationKind, Wording]]:
    kind = DeviationKind.SAME_UNIT_TWICE
    named = {column: _named(reader, cells[column]) for column in (lead, supporting)}
    for column, units in named.items():
        for slug in (slug for slug, count in units.items() if count > 1):
            words = _COLUMNS[column]
            yield (
                kind,
                said("twice_in_cell", name=readers.registry.unit(slug).name, column=words.vi, column_en=words.en),
            )
    for slug in named[lead]:
        if slug in named[supporting]:
            yield kind, said("lead_and_supporting", name=readers.registry.unit(slug).name)


def _named(reader: MentionReader, cell: str) -> Counter[UnitSlug]:
    """Units by name, in the order of the cell. A member of a class that is named as well is not one named twice."""
    mentions = reader.read(cell).mentions
    return Counter(mention.unit for mention in mentions if mention.unit is not None)
