"""Write a list of an office's own units as load/units.py reads it: what somebody opens in an editor."""

from collections.abc import Iterator, Sequence

from tdn_templates.core.own_unit_rows import OwnUnit
from tdn_templates.load.unsure import quoted_scalar
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import ClassKey, UnitSlug

_HEAD = """\
# {count} đơn vị riêng, lập từ bảng {table}. Sửa được bằng mọi trình soạn thảo.
# Để tệp này trong một thư mục, thêm --templates THƯ MỤC vào các lệnh (tdn init chép cả thư mục vào đợt).
# {count} own units, made from the table {table}. Change it in any editor.
# Keep this file in a folder and add --templates FOLDER to the commands (tdn init copies the folder into the round).
"""


def own_units_text(units: Sequence[OwnUnit], classes: Sequence[ClassKey], table: str) -> str:
    """The file; `table` is the name of the file that the units come from. Units of one body stand together, in the
    order of the table."""
    bodies: dict[UnitSlug, tuple[Unit, list[OwnUnit]]] = {}
    for unit in units:
        bodies.setdefault(unit.parent.slug, (unit.parent, []))[1].append(unit)
    return "".join(_blocks(list(bodies.values()), len(units), classes, quoted_scalar(table)))


def _blocks(
    bodies: Sequence[tuple[Unit, list[OwnUnit]]], count: int, classes: Sequence[ClassKey], table: str
) -> Iterator[str]:
    yield _HEAD.format(count=count, table=table)
    yield f"sources: [{table}]\n"
    shared = ["level: department"]
    if len(bodies) == 1:
        shared.append(f"parent: {bodies[0][0].slug}")
    if classes:
        shared.append(f"classes: [{', '.join(classes)}]")
    yield f"defaults: {{{', '.join(shared)}}}\nunits:\n"
    for parent, listed in bodies:
        yield f"  # {parent.name}\n"
        for unit in listed:
            yield f"  - {{{', '.join(_pairs(unit, with_parent=len(bodies) > 1))}}}\n"


def _pairs(unit: OwnUnit, *, with_parent: bool) -> Iterator[str]:
    yield f"name: {quoted_scalar(unit.name)}"
    yield f"slug: {unit.slug}"
    if with_parent:
        yield f"parent: {unit.parent.slug}"
    if unit.code:
        yield f"code: {quoted_scalar(unit.code)}"
    if unit.aliases:
        yield f"aliases: [{', '.join(map(quoted_scalar, unit.aliases))}]"
