"""Tables for a terminal, wrapped to its width."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from tdn_templates.core.succession import Today
from tdn_templates.core.succession_words import formerly_words, leads_now_words, time_words
from tdn_templates.core.wording import quoted
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Binding, Lang, Role, TaskCode

_ROLES = {Role.LEAD: "Chủ trì", Role.SUPPORTING: "Phối hợp"}
_GENERIC_VI = "(theo mẫu chung): tên thường có ở các bộ, tỉnh; chưa xác nhận đơn vị này có."
_GENERIC_EN = "(theo mẫu chung): by the general pattern; not confirmed that this body has it."
_BINDINGS = {Binding.NAMED: "nêu tên", Binding.GROUP: "theo khối", Binding.CONDITIONAL: "cần xác nhận"}


def tasks_table(
    programme: Programme,
    unit: Unit | None,
    assignments: Sequence[Assignment],
    *,
    width: int,
    leads_now: Mapping[TaskCode, str] | None = None,
) -> str:
    """All tasks by group, or with a unit its own with role and binding. `leads_now` are words beside printed leads that
    had ended, by task."""
    rows = table(f"{programme.reference}: {unit.name if unit else programme.annex_title}")
    rows.add_column("STT", no_wrap=True)
    rows.add_column("Nhiệm vụ", ratio=3)
    last = "Vai trò" if unit else "Cơ quan chủ trì"
    rows.add_column(last, ratio=1)
    rows.add_column("Thời gian", no_wrap=True, max_width=14)
    if unit is None:
        for task in programme.tasks:
            now = (leads_now or {}).get(task.code, "")
            lead = f"{quoted(task.lead.wording)}\n({now})" if now else quoted(task.lead.wording)
            rows.add_row(task.number, quoted(task.text), lead, quoted(task.time.wording))
    for item in assignments:
        role = "; ".join(_role_parts(item))
        rows.add_row(item.task.number, quoted(item.task.text), role, quoted(item.task.time.wording))
    count = len(assignments) if unit else len(programme.tasks)
    return f"{rendered(rows, width)}\n{count} nhiệm vụ / tasks"


def _role_parts(item: Assignment) -> Iterator[str]:
    yield f"{_ROLES[item.role]} ({_BINDINGS[item.binding]})"
    if item.otherwise is not None:
        yield f"nếu không thì {_ROLES[item.otherwise].lower()}"
    yield from filter(None, (formerly_words(item, Lang.VI), leads_now_words(item, Lang.VI)))


def units_table(units: Sequence[Today], *, width: int) -> str:
    """Names, days and successors of units."""
    rows = table("")
    rows.add_column("Tên", ratio=1)
    rows.add_column("Tên khác", ratio=2)
    rows.add_column("Mã", ratio=1)
    for today in units:
        unit, time = today.unit, time_words(today, Lang.VI)
        name = f"{unit.name} (theo mẫu chung)" if unit.generic else unit.name
        others = ", ".join((*unit.short_names, *unit.aliases)[:6])
        rows.add_row(f"{name}\n({time})" if time else name, others, unit.slug)
    if not any(today.unit.generic for today in units):
        return rendered(rows, width)
    return f"{rendered(rows, width)}\n{_GENERIC_VI}\n{_GENERIC_EN}"


def table(title: str) -> Table:
    """An empty table in the house style, to be filled and `rendered`."""
    return Table(title=title or None, title_justify="left", expand=True, show_lines=False, highlight=False)


def rendered(filled: Table, width: int) -> str:
    """The table as plain text of that width."""
    # text is data: ":smile:" and "[b]" stay as they are typed
    console = Console(width=width, no_color=True, markup=False, emoji=False, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(filled)
    return capture.get().rstrip("\n")
