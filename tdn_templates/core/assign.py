"""Who has to do what: the strongest way in which the printed cells of each task bind a unit."""

import re
from collections.abc import Iterator
from datetime import date

from tdn_templates.model.assignment import Assignment
from tdn_templates.model.layout import TasksOf, WorkbookLayout
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Binding, Role, UnitSlug


def form_tasks(
    layout: WorkbookLayout, programme: Programme, registry: Registry, unit: Unit, period: str = ""
) -> tuple[Assignment, ...]:
    """The tasks that stand in a form of this unit.

    A department that is asked about the tasks of the body it belongs to gets all of these. Whoever owns the list, its
    plan, has all tasks of it. In a form for one year (`period`, "2025") tasks that begin later are left out.
    """
    whose = registry.find(unit.parent) if layout.tasks_of is TasksOf.PARENT and unit.parent else unit
    whose = whose or unit
    if programme.owner == whose.slug:
        found = tuple(Assignment(task, unit.slug, Role.LEAD, Binding.NAMED) for task in programme.tasks)
    else:
        found = assign(programme, registry, whose)
    if not (layout.yearly and period):
        return found
    last = date(int(period), 12, 31)
    return tuple(item for item in found if item.task.time.first is None or item.task.time.first <= last)


def year_of(stamp: Stamp) -> str:
    """The year a yearly form was made for; "" for other forms and for a stamp that somebody changed."""
    return stamp.period if re.fullmatch("(19|20)[0-9]{2}", stamp.period) else ""


def assign(programme: Programme, registry: Registry, unit: Unit) -> tuple[Assignment, ...]:
    """The tasks the unit inherits, in the order of the programme, each once (domain: who inherits what).

    A unit is bound by its name or as a member of a class; a press agency by "các cơ quan báo chí", its parent not.
    If several mentions bind it, the strongest wins: first what needs no confirmation, then lead before supporting,
    then the name before the class. So an unconditional supporting role beats a conditional lead: what is certain goes
    before what may be.

    Raises KeyError if a cell was read with another registry and names a class this one does not have.
    """
    found = (_strongest(task, registry, unit, programme.owner) for task in programme.tasks)
    return tuple(assignment for assignment in found if assignment is not None)


def _strongest(task: Task, registry: Registry, unit: Unit, owner: UnitSlug | None) -> Assignment | None:
    return min(_all(task, registry, unit, owner), key=_weakness, default=None)


def _all(task: Task, registry: Registry, unit: Unit, owner: UnitSlug | None) -> Iterator[Assignment]:
    for role, agencies in ((Role.LEAD, task.lead), (Role.SUPPORTING, task.supporting)):
        for mention in agencies.mentions:
            binding = _binding(mention, registry, unit, owner)
            if binding is not None:
                yield Assignment(task, unit.slug, role, binding)


def _binding(mention: Mention, registry: Registry, unit: Unit, owner: UnitSlug | None) -> Binding | None:
    """How one mention binds the unit; None if it does not. `owner` is whose plan the mention stands in."""
    match mention.kind:
        case MentionKind.UNKNOWN:
            return None
        case MentionKind.NAMED:
            return Binding.NAMED if mention.unit == unit.slug else None
        case MentionKind.GROUP:
            return Binding.GROUP if _in_class(mention, registry, unit, owner) else None
        case MentionKind.CONDITIONAL:
            spoken_of = mention.unit == unit.slug or _in_class(mention, registry, unit, owner)
            return Binding.CONDITIONAL if spoken_of else None


def _in_class(mention: Mention, registry: Registry, unit: Unit, owner: UnitSlug | None) -> bool:
    if mention.unit_class is None or registry.unit_class(mention.unit_class).open:
        return False
    return registry.is_member(unit, mention.unit_class, within=owner)


def _weakness(assignment: Assignment) -> tuple[bool, bool, bool]:
    """Smaller is stronger."""
    return (
        assignment.binding is Binding.CONDITIONAL,
        assignment.role is Role.SUPPORTING,
        assignment.binding is not Binding.NAMED,
    )
