"""Who has to do what: the strongest way in which the printed cells of each task bind a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.model.assignment import Assignment, Inheritance
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
    plan, has all tasks of it, also who took over from the owner. In a form for one year (`period`, "2025") tasks that
    begin later are left out.
    """
    whose = registry.find(unit.parent) if layout.tasks_of is TasksOf.PARENT and unit.parent else unit
    whose = whose or unit
    if programme.owner == whose.slug:
        formerly = _former_owner(programme, registry)
        found = tuple(Assignment(task, unit.slug, Role.LEAD, Binding.NAMED, formerly) for task in programme.tasks)
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
    before what may be. Only a lead that a unit may have taken over from one that ended, and is asked about, goes before
    a supporting role: somebody has to lead. Then `otherwise` keeps the role that is certain.

    Raises KeyError if a cell was read with another registry and names a class this one does not have.
    """
    found = (_strongest(task, registry, unit, programme.owner) for task in programme.tasks)
    return tuple(assignment for assignment in found if assignment is not None)


def leads_now(task: Task, registry: Registry, besides: UnitSlug | None = None) -> tuple[tuple[str, ...], bool]:
    """Who leads where the printed lead had ended, in short names, and whether that is a question; `besides` is left
    out. No names where the printed lead is there."""
    heirs = [mention for mention in task.lead.mentions if mention.formerly is not None and mention.unit != besides]
    names = dict.fromkeys(_short_name(mention.unit, registry) for mention in heirs if mention.unit is not None)
    return tuple(names), any(mention.asked for mention in heirs)


@dataclass(frozen=True, slots=True)
class _Bond:
    """One mention that binds the unit."""

    role: Role
    binding: Binding
    mention: Mention


def _strongest(task: Task, registry: Registry, unit: Unit, owner: UnitSlug | None) -> Assignment | None:
    bonds = tuple(_bonds(task, registry, unit, owner))
    if not bonds:
        return None
    best = min(bonds, key=_weakness)
    certain = min((bond for bond in bonds if bond.binding is not Binding.CONDITIONAL), key=_weakness, default=None)
    otherwise: Role | None = None
    if certain is not None and certain.role is Role.SUPPORTING:
        lead = next((bond for bond in bonds if bond.mention.asked and bond.role is Role.LEAD), None)
        best, otherwise = (lead, Role.SUPPORTING) if lead is not None else (best, None)
    leads, asked = leads_now(task, registry, besides=unit.slug)
    return Assignment(
        task=task,
        unit=unit.slug,
        role=best.role,
        binding=best.binding,
        formerly=_formerly(bonds, registry),
        otherwise=otherwise,
        leads_now=leads,
        leads_asked=asked,
    )


def _bonds(task: Task, registry: Registry, unit: Unit, owner: UnitSlug | None) -> Iterator[_Bond]:
    for role, agencies in ((Role.LEAD, task.lead), (Role.SUPPORTING, task.supporting)):
        for mention in agencies.mentions:
            binding = _binding(mention, registry, unit, owner)
            if binding is not None:
                yield _Bond(role, binding, mention)


def _formerly(bonds: Sequence[_Bond], registry: Registry) -> tuple[Inheritance, ...]:
    """The ended units through which these bind, each role of each once."""
    own = {bond.role for bond in bonds if bond.mention.formerly is None and bond.mention.unit is not None}
    found = (
        Inheritance(former, _name(former, registry), bond.role, bond.mention.asked, beside=bond.role in own)
        for bond in bonds
        if (former := bond.mention.formerly) is not None
    )
    return tuple({(item.former, item.role): item for item in found}.values())


def _former_owner(programme: Programme, registry: Registry) -> tuple[Inheritance, ...]:
    issued = programme.as_issued
    if issued is None or issued.owner is None or issued.owner == programme.owner:
        return ()
    return (Inheritance(issued.owner, _name(issued.owner, registry), Role.LEAD),)


def _short_name(slug: UnitSlug, registry: Registry) -> str:
    """In a narrow column: "Bộ VHTTDL", but "Bộ Công an" rather than "BCA"."""
    unit = registry.find(slug)
    if unit is None:
        return slug
    kind = unit.name.partition(" ")[0]
    return next((name for name in unit.short_names if name.startswith(f"{kind} ")), unit.name)


def _name(slug: UnitSlug, registry: Registry) -> str:
    unit = registry.find(slug)
    return unit.name if unit is not None else slug


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


def _weakness(bond: _Bond) -> tuple[bool, bool, bool]:
    """Smaller is stronger."""
    return (
        bond.binding is Binding.CONDITIONAL,
        bond.role is Role.SUPPORTING,
        bond.binding is not Binding.NAMED,
    )
