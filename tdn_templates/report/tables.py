"""Tables for a terminal, wrapped to its width."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tdn_templates.core.wording import quoted
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Binding, Role

_ROLES = {Role.LEAD: "Chủ trì", Role.SUPPORTING: "Phối hợp"}
_BINDINGS = {Binding.NAMED: "nêu tên", Binding.GROUP: "theo khối", Binding.CONDITIONAL: "cần xác nhận"}


def tasks_table(programme: Programme, unit: Unit | None, assignments: Sequence[Assignment], *, width: int) -> str:
    """All tasks by group, or with a unit its own with role and binding."""
    table = _table(f"{programme.reference}: {unit.name if unit else programme.annex_title}")
    table.add_column("STT", no_wrap=True)
    table.add_column("Nhiệm vụ", ratio=3)
    last = "Vai trò" if unit else "Cơ quan chủ trì"
    table.add_column(last, ratio=1)
    table.add_column("Thời gian", no_wrap=True, max_width=14)
    if unit is None:
        for task in programme.tasks:
            table.add_row(task.number, quoted(task.text), quoted(task.lead.wording), quoted(task.time.wording))
    for item in assignments:
        role = f"{_ROLES[item.role]} ({_BINDINGS[item.binding]})"
        table.add_row(item.task.number, quoted(item.task.text), role, quoted(item.task.time.wording))
    count = len(assignments) if unit else len(programme.tasks)
    return f"{_rendered(table, width)}\n{count} nhiệm vụ / tasks"


def units_table(units: Sequence[Unit], *, width: int) -> str:
    table = _table("")
    table.add_column("Tên", ratio=1)
    table.add_column("Tên khác", ratio=2)
    table.add_column("Mã", ratio=1)
    for unit in units:
        table.add_row(unit.name, ", ".join((*unit.short_names, *unit.aliases)[:6]), unit.slug)
    return _rendered(table, width)


def _table(title: str) -> Table:
    return Table(title=title or None, title_justify="left", expand=True, show_lines=False, highlight=False)


def _rendered(table: Table, width: int) -> str:
    console = Console(width=width, no_color=True, markup=False, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get().rstrip("\n")
