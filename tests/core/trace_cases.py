"""Plans in memory for the tests of tracing: rows of given texts and cells, traced to a list."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tdn_templates.core.trace.counterparts import Counterpart
from tdn_templates.core.trace.trace import trace_plan
from tdn_templates.load.counterparts import load_counterparts
from tdn_templates.load.knowledge import load_programme, load_registry
from tdn_templates.model.annex import Annex, AnnexColumn, AnnexGroup, AnnexHead, AnnexRow, Field
from tdn_templates.model.programme import Programme
from tdn_templates.model.trace import Decision, PlanTrace
from tdn_templates.model.unit import Registry, Unit

FIVE = (Field.NUMBER, Field.TEXT, Field.LEAD, Field.SUPPORTING, Field.TIME)
SEVEN = (*FIVE, Field.OWN_LEAD, Field.OWN_SUPPORTING)
PROVINCE, MINISTRY = "Tỉnh Bình Định", "Bộ Tài chính"


@cache
def registry() -> Registry:
    return load_registry()


@cache
def programme() -> Programme:
    return load_programme("nq47-2024", registry())


@cache
def counterparts() -> tuple[Counterpart, ...]:
    return load_counterparts()


def unit_of(name: str) -> Unit:
    return next(unit for unit in registry().units if unit.name == name)


def text_of(number: str) -> str:
    task = programme().numbered(number)
    assert task is not None
    return task.text


def rows_of(texts: Iterable[str]) -> tuple[AnnexRow, ...]:
    """Rows numbered 1, 2, 3, with a text and nothing else."""
    return tuple(AnnexRow(str(place), None, text) for place, text in enumerate(texts, start=1))


def plan(
    rows: Sequence[AnnexRow], columns: Sequence[Field] = (Field.NUMBER, Field.TEXT), groups: Sequence[AnnexGroup] = ()
) -> Annex:
    titles = tuple(AnnexColumn(field, field.value) for field in columns)
    return Annex(AnnexHead(), titles, tuple(groups), tuple(rows), source="ke-hoach.docx")


def trace_of(
    annex: Annex, unit: str = PROVINCE, decisions: Sequence[Decision] = (), on: Registry | None = None
) -> PlanTrace:
    """`on` is the registry of another day than that of the list."""
    return trace_plan(
        annex,
        unit=unit_of(unit),
        programme=programme(),
        registry=on or registry(),
        counterparts=counterparts(),
        decisions=decisions,
    )


def row(cells: Mapping[str, str]) -> AnnexRow:
    """`task` stands for the text of that task, where there is no `text`."""
    text = cells.get("text") or text_of(cells["task"])
    return AnnexRow(
        cells.get("number", "1"),
        None,
        text,
        lead=cells.get("lead", ""),
        supporting=cells.get("supporting", ""),
        time=cells.get("time", ""),
        own_lead=cells.get("own_lead", ""),
        own_supporting=cells.get("own_supporting", ""),
    )


def found(trace: PlanTrace) -> list[tuple[str, str]]:
    """For each row the numbers of its tasks, sorted, and how."""
    return [(",".join(sorted(task.number for task in item.match.tasks)), item.match.how.value) for item in trace.rows]
