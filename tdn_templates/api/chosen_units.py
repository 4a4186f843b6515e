"""The units that forms are made for: named, in a set, or the departments of a unit."""

from collections.abc import Sequence

from tdn_templates.api.lookup import find_unit
from tdn_templates.core.known import Known
from tdn_templates.errors import TdnError
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import ClassKey, UnitSlug

UNIT_SETS = {
    "ministries": ClassKey("ministries"),
    "provinces": ClassKey("localities"),
    "press": ClassKey("press"),
    "all": ClassKey("ministries_and_localities"),
}
"""What --all-in takes, and the class of units it stands for."""

DEPARTMENTS = "departments"
"""Of --all-in too: the departments of whoever owns the list."""


def chosen_units(
    registry: Registry,
    names: Sequence[str],
    all_in: str | None,
    of: str | None = None,
    *,
    inside: UnitSlug | None = None,
) -> tuple[Unit, ...]:
    """Each unit once: those named in the order given, then the members of the set. `of` is the unit whose departments
    are meant, all of them if nothing is named; `inside` that whose departments a name may mean as well. Raises TdnError
    for an unknown name, and when nothing was asked for."""
    owner = find_unit(registry, of) if of is not None else None
    around = owner or (registry.find(inside) if inside is not None else None)
    named = [find_unit(registry, name, around) for name in names]
    members = list(registry.members(UNIT_SETS[all_in])) if all_in else []
    if owner is not None and not named and not members:
        members = list(registry.children(owner.slug))
        if not members:
            raise TdnError(
                f"Danh mục chưa có đơn vị trực thuộc của “{owner.name}”.",
                f'The registry has no departments of "{owner.name}".',
                hint_vi="Lập TÊN.units.yaml (từ bảng: tdn units --from-table), chỉ thư mục chứa tệp bằng --templates.",
                hint_en="List them in NAME.units.yaml (tdn units --from-table) and name its folder with --templates.",
            )
    if not named and not members:
        raise TdnError(
            "Chưa nêu đơn vị nào.",
            "No unit was named.",
            hint_vi="Ghi tên đơn vị, hoặc --all-in provinces.",
            hint_en="Name units, or use --all-in provinces.",
        )
    return tuple({unit.slug: unit for unit in (*named, *members)}.values())


def asked_for(
    known: Known, programme: Programme, names: Sequence[str], *, all_in: str | None, of: str | None
) -> tuple[Unit, ...]:
    """As chosen_units. Raises TdnError also where departments of the owner of a list without owner are asked for."""
    if all_in != DEPARTMENTS:
        return chosen_units(known.registry, names, all_in, of, inside=programme.owner)
    if of is None and programme.owner is None:
        raise TdnError(
            "Danh mục này không lập từ kế hoạch của đơn vị nào.",
            "This list was made from no unit's plan.",
            hint_vi="Dùng --of ĐƠN VỊ để tạo biểu mẫu cho các đơn vị trực thuộc của một đơn vị.",
            hint_en="Use --of UNIT for the departments of a unit.",
        )
    members = chosen_units(known.registry, (), None, of or programme.owner)
    named = chosen_units(known.registry, names, None, inside=programme.owner) if names else ()
    return tuple({unit.slug: unit for unit in (*named, *members)}.values())
