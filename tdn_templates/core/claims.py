"""Registrations of departments put together into the two agency columns of the plan of the body they belong to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.answers import CARRY_OUT, JOINT, NOT_APPLICABLE, Answer, read_answers
from tdn_templates.core.assign import form_tasks
from tdn_templates.core.known import Known
from tdn_templates.core.nil_tick import is_nil_mark
from tdn_templates.model.consolidation import Entry, Origin, Traced, UnitPart
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry, Unit, UnitClass
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Role, TaskCode, UnitSlug

CLAIM = "claim"
"""The deciding column of a registration; its choices for the two roles are called as the roles are."""

_FEWEST_OF_A_CLASS = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """What one department says about one task."""

    unit: Unit
    answer: Answer
    source: SourceFile


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims on all tasks of one body, by task, in the order of the registry."""

    owner: Unit
    tasks: tuple[Task, ...]
    by_task: Mapping[TaskCode, tuple[Claim, ...]]
    sources: tuple[SourceFile, ...]

    def of(self, task: Task, role: Role) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.by_task.get(task.code, ()) if claim.answer.choice == role.value)


def read_claims(
    readable: Sequence[Verdict], known: Known, programme: Programme, layout: WorkbookLayout
) -> tuple[Claims, ...]:
    """The claims of the returns by the body their units belong to, in the order of the registry.

    A unit that belongs to no other speaks for itself.
    """
    owners: dict[UnitSlug, list[Verdict]] = {}
    for verdict in readable:
        if verdict.unit is not None:
            owners.setdefault(verdict.unit.parent or verdict.unit.slug, []).append(verdict)
    return tuple(
        _claims(owner, owners[owner.slug], known, programme, layout) for owner in known.registry.in_order(owners)
    )


def claimed_parts(
    readable: Sequence[Verdict], known: Known, programme: Programme, layout: WorkbookLayout
) -> tuple[UnitPart, ...]:
    """One part for each body: its tasks with the departments that lead and support them."""
    return tuple(_part(claims, known.registry, programme) for claims in read_claims(readable, known, programme, layout))


def phrase(units: Sequence[Unit], registry: Registry, owner: UnitSlug, besides: Sequence[Unit] = ()) -> str:
    """The units in the order of the registry; a class all of whose members are there by its own name.

    `besides` are the units that lead when `units` support: a class is whole without them. The largest class counts.
    """
    named = {unit.slug for unit in units}
    spoken_for: set[UnitSlug] = set()
    whole: list[UnitClass] = []
    elsewhere = {unit.slug for unit in besides}
    for unit_class, members in _classes(registry, owner):
        wanted = members - elsewhere
        if len(wanted) >= _FEWEST_OF_A_CLASS and wanted <= named and not wanted <= spoken_for:
            whole.append(unit_class)
            spoken_for |= wanted
    singles = [unit.name for unit in units if unit.slug not in spoken_for]
    text = JOINT.join([*singles, *(_within_a_list(unit_class.title.vi) for unit_class in whole)])
    return text[:1].upper() + text[1:]


def _within_a_list(title: str) -> str:
    """ "các đơn vị thuộc Bộ": the title of a class begins with a common word."""
    return title[:1].lower() + title[1:]


def _classes(registry: Registry, owner: UnitSlug) -> list[tuple[UnitClass, frozenset[UnitSlug]]]:
    """The classes of the owner's units with their members, the largest first."""
    found = [
        (unit_class, frozenset(unit.slug for unit in registry.members(unit_class.key, within=owner)))
        for unit_class in registry.classes
        if unit_class.of_parent and not unit_class.open
    ]
    return sorted(found, key=lambda pair: -len(pair[1]))


def _claims(
    owner: Unit, verdicts: Sequence[Verdict], known: Known, programme: Programme, layout: WorkbookLayout
) -> Claims:
    by_task: dict[TaskCode, list[Claim]] = {}
    of_units = [(known.registry.place(verdict.unit), verdict) for verdict in verdicts if verdict.unit is not None]
    for _, verdict in sorted(of_units, key=lambda pair: pair[0]):
        for claim in _said(verdict, layout, programme):
            if claim.answer.row.task is not None:
                by_task.setdefault(claim.answer.row.task, []).append(claim)
    assignments = form_tasks(layout, programme, known.registry, owner)
    return Claims(
        owner=owner,
        tasks=tuple(assignment.task for assignment in assignments),
        by_task={code: tuple(claims) for code, claims in by_task.items()},
        sources=tuple(verdict.submission.source for verdict in verdicts),
    )


def _said(verdict: Verdict, layout: WorkbookLayout, programme: Programme) -> Iterator[Claim]:
    submission = verdict.submission
    if verdict.unit is None or (submission.nil is not None and is_nil_mark(submission.nil.text)):
        return
    for answer in read_answers(submission, layout, programme):
        if answer.choice:
            yield Claim(verdict.unit, answer, submission.source)


def _part(claims: Claims, registry: Registry, programme: Programme) -> UnitPart:
    count = len(claims.sources)
    source = claims.sources[0] if count == 1 else SourceFile(f"{count} bản đăng ký", "")
    plan = tuple(_entry(task, claims, registry, programme) for task in claims.tasks)
    return UnitPart(claims.owner, source, plan, ())


def _entry(task: Task, claims: Claims, registry: Registry, programme: Programme) -> Entry:
    """A task nobody leads is marked: it stays in the plan, for somebody to settle."""
    leads, supporting = claims.of(task, Role.LEAD), claims.of(task, Role.SUPPORTING)
    issued = Origin(programme.reference, Place(programme.code, task.number))
    owner = claims.owner.slug
    lead_units, supporting_units = [claim.unit for claim in leads], [claim.unit for claim in supporting]
    return Entry(
        unit=claims.owner,
        row=0,
        task=task,
        national=(task,),
        choice=CARRY_OUT,
        group=task.group,
        number=task.number,
        fields={
            "text": Traced(task.text, issued),
            "lead": _from_claims(phrase(lead_units, registry, owner), leads),
            "supporting": _from_claims(phrase(supporting_units, registry, owner, lead_units), supporting),
            "time": Traced(task.time.wording, issued) if task.time.wording else Traced(""),
            "note": _remarks(claims.by_task.get(task.code, ()), task),
        },
        marked=not leads,
    )


def _from_claims(text: str, claims: Sequence[Claim]) -> Traced:
    origins = [_origin(claim, CLAIM) for claim in claims]
    return Traced(text, origins[0], tuple(origins[1:])) if origins else Traced("")


def _remarks(claims: Sequence[Claim], task: Task) -> Traced:
    """Notes of the departments, and time frames that differ from the one issued."""
    texts: list[str] = []
    origins: list[Origin] = []
    for claim in claims:
        time = claim.answer.value("own_time")
        if claim.answer.choice != NOT_APPLICABLE and time and time != task.time.wording:
            texts.append(f"{claim.unit.name}: {time}")
            origins.append(_origin(claim, "own_time"))
        if note := claim.answer.value("note"):
            texts.append(f"{claim.unit.name}: {note}")
            origins.append(_origin(claim, "note"))
    return Traced(JOINT.join(texts), origins[0], tuple(origins[1:])) if origins else Traced("")


def _origin(claim: Claim, column: str) -> Origin:
    cell = claim.answer.cell(column)
    return Origin(claim.source.name, cell.place if cell is not None else Place(), claim.source.sha256)
