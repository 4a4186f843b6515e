"""Look things up: tasks of a unit, units by name."""

from dataclasses import dataclass

from tdn_templates.api.shared import only_programme
from tdn_templates.core.assign import assign
from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_registry
from tdn_templates.load.lists import Lists
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Level, Registry, Unit


@dataclass(frozen=True, slots=True)
class TaskList:
    """`unit` is None for the whole programme; then there are no assignments."""

    programme: Programme
    unit: Unit | None
    assignments: tuple[Assignment, ...]


def list_tasks(*, programme: Lists = DEFAULT_PROGRAMME, unit: str | None = None) -> TaskList:
    """The tasks of a programme, or those a unit inherits. Raises TdnError for an unknown programme or unit."""
    known = load_known(programme)
    loaded = only_programme(known)
    if unit is None:
        return TaskList(loaded, None, ())
    found = find_unit(known.registry, unit)
    return TaskList(loaded, found, assign(loaded, known.registry, found))


def search_units(text: str, *, limit: int = 10, within: str | None = None) -> tuple[Unit, ...]:
    """Units by any of their names, the nearest first; all units for blank text.

    `within` names a body whose departments are meant instead, the listed ones before the generic ones. Raises TdnError
    if there is no such body.
    """
    registry = load_registry()
    if within is not None:
        body = find_unit(registry, within).slug
        registry = Registry((*registry.children(body), *registry.generic_children(body)), ())
    return NameIndex(registry).search(text, limit) if text.strip() else registry.units


def find_unit(registry: Registry, text: str, owner: Unit | None = None) -> Unit:
    """The unit that a name or slug means; a department by its name where only one is called so, or where `owner`, the
    body it belongs to, is known. A generic department needs its owner, or the owner's name behind its own.

    Raises TdnError with the nearest names when none is certain.
    """
    by_slug = registry.find(text.strip())
    if by_slug is not None:
        return by_slug
    index = NameIndex(registry)
    match = index.find(text, owner.slug if owner is not None else None)
    if match.unit is not None:
        return match.unit
    departments = [unit for unit in registry.units if fold(text) in map(fold, unit.all_names)]
    if len(departments) == 1 and owner is None:
        return departments[0]
    if owner is None and (generic := _generic_with_its_body(registry, index, text)) is not None:
        return generic
    names = " / ".join(f"“{unit.name}”" for unit in match.suggestions)
    raise TdnError(
        f"Không tìm thấy đơn vị “{text}” trong danh mục.",
        f'The unit "{text}" is not in the registry.',
        hint_vi=f"Có phải là {names} không?" if names else "Xem danh mục: tdn units --find TÊN.",
        hint_en=f"Did you mean {names}?" if names else "See the registry: tdn units --find NAME.",
    )


def _generic_with_its_body(registry: Registry, index: NameIndex, text: str) -> Unit | None:
    """ "Sở Ngoại vụ tỉnh Quảng Ninh": the generic department of the body whose name ends the text; None if none is."""
    written = fold(text)
    for body in registry.units:
        if body.level is not Level.DEPARTMENT and written.endswith(tuple(f" {fold(name)}" for name in body.all_names)):
            found = index.find(text, within=body.slug).unit
            if found is not None and found.generic:
                return found
    return None
