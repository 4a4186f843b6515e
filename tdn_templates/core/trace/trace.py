"""A published plan traced back to its list: the one function that strings the steps together."""

from collections.abc import Sequence

from tdn_templates.core.annex.numbering import number_list
from tdn_templates.core.assign import assign
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.trace.counterparts import Counterpart, Counterparts
from tdn_templates.core.trace.decide import follow_decisions, open_questions
from tdn_templates.core.trace.deviations import Compared, find_deviations
from tdn_templates.core.trace.evidence import Evidence
from tdn_templates.core.trace.how import name_matches
from tdn_templates.core.trace.leads import Readers
from tdn_templates.core.trace.match import candidates, choose
from tdn_templates.core.trace.merged import further_tasks
from tdn_templates.core.trace.syllables import fingerprint
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.annex import Annex
from tdn_templates.model.programme import Programme
from tdn_templates.model.trace import Decision, PlanTrace, RowMatch, RowTrace
from tdn_templates.model.unit import Registry, Unit


def trace_plan(
    annex: Annex,
    *,
    unit: Unit,
    programme: Programme,
    registry: Registry,
    counterparts: Sequence[Counterpart],
    decisions: Sequence[Decision] = (),
) -> PlanTrace:
    """Every row with its tasks, every inherited task without a row, every deviation. Rows in the order of the plan."""
    own = MentionReader(registry, unit.slug)
    readers = Readers(
        registry=registry,
        unit=unit,
        own=own,
        national=MentionReader(registry, programme.owner),
        counterparts=Counterparts(counterparts, registry, own, annex.head.issued_on or registry.day),
    )
    texts = TaskTexts(programme, registry, unit)
    prepared = [texts.prepare(row.text) for row in annex.rows]
    matches = _matches(annex, prepared, texts, Evidence(annex, texts, readers.counterparts))
    numbers = number_list(annex.groups, annex.rows).rows
    found = [
        RowTrace(local, row, match, fingerprint(row.text))
        for local, row, match in zip(numbers, annex.rows, matches, strict=True)
    ]
    decided = follow_decisions(found, decisions, programme)
    inherited = assign(programme, registry, unit)
    carried = {task.code for trace in decided.rows for task in trace.match.tasks}
    missing = tuple(item for item in inherited if item.task.code not in carried)
    compared = Compared(annex, programme, readers, texts, decided.rows, prepared)
    return PlanTrace(
        annex=annex,
        unit=unit,
        programme=programme,
        inherited=inherited,
        rows=decided.rows,
        missing=missing,
        deviations=find_deviations(compared, missing),
        stale=decided.stale,
        new_questions=open_questions(decided.rows, decisions),
    )


def _matches(
    annex: Annex, prepared: Sequence[PreparedText], texts: TaskTexts, evidence: Evidence
) -> tuple[RowMatch, ...]:
    found = [candidates(row, text, texts, evidence) for row, text in zip(annex.rows, prepared, strict=True)]
    choices = choose(prepared, found, texts)
    taken = {choice.task.code for choice in choices if choice.task is not None and choice.same}
    further = [
        further_tasks(text, choice, near, texts, taken)
        for text, choice, near in zip(prepared, choices, found, strict=True)
    ]
    return name_matches(choices, further)
