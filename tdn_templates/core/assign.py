"""Who has to do what: the strongest way in which the printed cells of each task bind a unit."""

from collections.abc import Iterator

from tdn_templates.model.assignment import Assignment
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Binding, Role


def assign(programme: Programme, registry: Registry, unit: Unit) -> tuple[Assignment, ...]:
    """The tasks the unit inherits, in the order of the programme, each once (domain: who inherits what).

    A unit is bound by its name or as a member of a class; a press agency by "các cơ quan báo chí", its parent not.
    If several mentions bind it, the strongest wins: first what needs no confirmation, then lead before supporting,
    then the name before the class. So an unconditional supporting role beats a conditional lead: what is certain goes
    before what may be.

    Raises KeyError if a cell was read with another registry and names a class this one does not have.
    """
    found = (_strongest(task, registry, unit) for task in programme.tasks)
    return tuple(assignment for assignment in found if assignment is not None)


def _strongest(task: Task, registry: Registry, unit: Unit) -> Assignment | None:
    return min(_all(task, registry, unit), key=_weakness, default=None)


def _all(task: Task, registry: Registry, unit: Unit) -> Iterator[Assignment]:
    for role, agencies in ((Role.LEAD, task.lead), (Role.SUPPORTING, task.supporting)):
        for mention in agencies.mentions:
            binding = _binding(mention, registry, unit)
            if binding is not None:
                yield Assignment(task, unit.slug, role, binding)


def _binding(mention: Mention, registry: Registry, unit: Unit) -> Binding | None:
    """How one mention binds the unit; None if it does not."""
    match mention.kind:
        case MentionKind.UNKNOWN:
            return None
        case MentionKind.NAMED:
            return Binding.NAMED if mention.unit == unit.slug else None
        case MentionKind.GROUP:
            return Binding.GROUP if _in_class(mention, registry, unit) else None
        case MentionKind.CONDITIONAL:
            spoken_of = mention.unit == unit.slug or _in_class(mention, registry, unit)
            return Binding.CONDITIONAL if spoken_of else None


def _in_class(mention: Mention, registry: Registry, unit: Unit) -> bool:
    if mention.unit_class is None or registry.unit_class(mention.unit_class).open:
        return False
    return registry.is_member(unit, mention.unit_class)


def _weakness(assignment: Assignment) -> tuple[bool, bool, bool]:
    """Smaller is stronger."""
    return (
        assignment.binding is Binding.CONDITIONAL,
        assignment.role is Role.SUPPORTING,
        assignment.binding is not Binding.NAMED,
    )
