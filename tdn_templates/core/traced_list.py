"""A published plan as a list of tasks: the rows of its annex, each pointing to the tasks above that the trace found."""

from collections.abc import Iterator
from dataclasses import replace

from tdn_templates.core.chains import lists_above, plan_code
from tdn_templates.core.known import Known
from tdn_templates.model.annex import Annex
from tdn_templates.model.draft import DraftGroup, DraftTask, ImportChoices, ListDraft, Unsure
from tdn_templates.model.programme import Programme
from tdn_templates.model.trace import PlanTrace, RowTrace
from tdn_templates.model.unit import Unit

_NONE = "–"


def choices_of_plan(annex: Annex, unit: Unit, programme: Programme, known: Known) -> ImportChoices:
    """What a plan for the list is called in the chain of lists; the rest is left to the document."""
    top = (programme, *lists_above(programme, known))[-1]
    head = annex.head
    prefix = programme.tasks[0].code.partition(":")[0] if programme.tasks else programme.code
    return ImportChoices(
        code=plan_code(programme, unit),
        prefix=f"{prefix}-{unit.slug}",
        parent=programme.code,
        title="" if head.about or head.annex_title else f"Kế hoạch của {unit.name} thực hiện {top.title}",
        reference=head.reference or f"Kế hoạch thực hiện {top.reference}",
        issuer=head.issuer or unit.name,
        first=programme.first,
        last=programme.last,
    )


def traced_list(draft: ListDraft, trace: PlanTrace) -> ListDraft:
    """The list with what each task carries out; a match in doubt is an open question of its task.

    `draft` was made from the annex that was traced.
    """
    rows = iter(_by_group(trace))
    return replace(draft, groups=tuple(_group(group, rows) for group in draft.groups))


def _by_group(trace: PlanTrace) -> Iterator[RowTrace]:
    """In the order of the draft: rows before the first group, then group by group."""
    for key in (None, *range(len(trace.annex.groups))):
        yield from (row for row in trace.rows if row.row.group == key)


def _group(group: DraftGroup, rows: Iterator[RowTrace]) -> DraftGroup:
    return replace(group, tasks=tuple(_task(task, next(rows)) for task in group.tasks))


def _task(task: DraftTask, traced: RowTrace) -> DraftTask:
    match = traced.match
    above = match.tasks[0] if match.tasks else None
    unsure = task.unsure
    if match.doubtful:
        facts = {
            "taken": ", ".join(each.number for each in match.tasks) or _NONE,
            "rivals": ", ".join(each.number for each in match.rivals) or _NONE,
        }
        unsure = (*unsure, Unsure("carries_doubtful", "carries", facts, task.place))
    return replace(
        task,
        carries=tuple(dict.fromkeys(each.number for each in match.tasks)),
        issued_lead=task.issued_lead or (above.lead.wording if above else ""),
        issued_supporting=task.issued_supporting or (above.supporting.wording if above else ""),
        unsure=unsure,
    )
