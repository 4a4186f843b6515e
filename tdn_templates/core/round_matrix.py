"""The matrix of units and tasks: what each unit is asked for, and what it says of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tdn_templates.core.answers import CARRY_OUT, MERGED, NOT_APPLICABLE
from tdn_templates.core.assign import form_tasks
from tdn_templates.core.known import Known
from tdn_templates.core.round_view_words import CELL_STATE_WORDS
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.round_view import CellRole, CellState, GroupRow, Matrix, MatrixCell, MatrixRow
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import Binding, Role, State, TaskCode, UnitSlug, Wording

CARRIED: frozenset[CellState] = frozenset(
    {CellState.CARRIED_OUT, CellState.DONE, CellState.UNDER_WAY, CellState.LATE, CellState.NOT_BEGUN}
)
"""States of a task that the unit has taken on, whatever has come of it so far."""

_STATE_OF_CHOICE: Mapping[str, CellState] = {
    CARRY_OUT: CellState.CARRIED_OUT,
    MERGED: CellState.MERGED,
    NOT_APPLICABLE: CellState.NOT_APPLICABLE,
    "late": CellState.LATE,
    "in_progress": CellState.UNDER_WAY,
    "not_started": CellState.NOT_BEGUN,
    "done": CellState.DONE,
}
_RANK = {state: rank for rank, state in enumerate(CellState)}
_LEVEL_WORDS: Mapping[Level, Wording] = {
    Level.CENTRAL: Wording("Bộ, ngành, cơ quan trung ương", "Ministries and central bodies"),
    Level.PROVINCE: Wording("Tỉnh, thành phố", "Provinces and cities"),
    Level.DEPARTMENT: Wording("Đơn vị trực thuộc", "Departments"),
}


def matrix_of(consolidation: Consolidation, known: Known, missing: Sequence[Unit]) -> Matrix:
    """A row for every unit with a return that says whose it is, and for those `missing`; units that are not in the
    registry of the day come last."""
    tasks = consolidation.programme.tasks
    parts = _by_unit(consolidation.parts)
    states = _states(consolidation, missing)
    elsewhere = tuple(unit for unit in missing if known.registry.find(unit.slug) is None)
    units = (*known.registry.in_order(states), *elsewhere)
    asked = _Asked(consolidation, known)
    rows = tuple(_row(unit, states[unit.slug], parts.get(unit.slug, ()), tasks, asked.roles(unit)) for unit in units)
    return Matrix(tasks, rows, tuple(_groups(rows, known)), state_words(consolidation.layout))


def entry_state(entry: Entry) -> CellState:
    """What one row of a return comes to in the matrix."""
    if entry.marked:
        return CellState.ERROR
    return _STATE_OF_CHOICE.get(entry.choice, CellState.OPEN)


def state_words(layout: WorkbookLayout) -> Mapping[CellState, Wording]:
    """What a form calls its answers: "Không áp dụng" in a plan is "Không phát sinh" in a report."""
    choices = layout.column(layout.deciding).choices
    own = {_STATE_OF_CHOICE[choice.key]: choice.label for choice in choices if choice.key in _STATE_OF_CHOICE}
    return {**CELL_STATE_WORDS, **own}


def _by_unit(parts: Iterable[UnitPart]) -> Mapping[UnitSlug, Sequence[UnitPart]]:
    """One part for each unit as a rule; a body whose departments registered for several lists has several."""
    found: dict[UnitSlug, list[UnitPart]] = defaultdict(list)
    for part in parts:
        found[part.unit.slug].append(part)
    return found


def _states(consolidation: Consolidation, missing: Sequence[Unit]) -> Mapping[UnitSlug, State]:
    """The state of the return of every unit of the matrix. A body that stands for its departments has no return of its
    own: it counts as accepted."""
    states = {unit.slug: State.NOT_RECEIVED for unit in missing}
    states |= {item.unit.slug: item.state for item in consolidation.verdicts if item.unit is not None}
    merged = {part.unit.slug for part in consolidation.parts}
    of_bodies = {slug: State.ACCEPTED for slug in merged if slug not in states}
    if of_bodies:
        states = {slug: state for slug, state in states.items() if slug in merged or state is State.NOT_RECEIVED}
    return states | of_bodies


class _Asked:
    """What the list asks of a unit. Units that no cell names are asked the same as others of their kind, so that
    thousands of communes take no longer than one."""

    def __init__(self, consolidation: Consolidation, known: Known) -> None:
        self._layout, self._programme, self._registry = consolidation.layout, consolidation.programme, known.registry
        cells = [cell for task in self._programme.tasks for cell in (task.lead, task.supporting)]
        self._named = {mention.unit for cell in cells for mention in cell.mentions} | {self._programme.owner}
        self._of_kind: dict[tuple[object, ...], Mapping[TaskCode, CellRole]] = {}

    def roles(self, unit: Unit) -> Mapping[TaskCode, CellRole]:
        if unit.slug in self._named:
            return self._roles(unit)
        kind = (unit.level, unit.classes, unit.parent, unit.valid_from, unit.valid_to)
        if kind not in self._of_kind:
            self._of_kind[kind] = self._roles(unit)
        return self._of_kind[kind]

    def _roles(self, unit: Unit) -> Mapping[TaskCode, CellRole]:
        return {item.task.code: _role(item) for item in form_tasks(self._layout, self._programme, self._registry, unit)}


def _row(
    unit: Unit, state: State, parts: Sequence[UnitPart], tasks: Sequence[Task], asked: Mapping[TaskCode, CellRole]
) -> MatrixRow:
    said: dict[TaskCode, CellState] = {}
    own = 0
    for part in parts:
        for entry in (*part.plan, *part.others):
            own += entry.task is None
            for task in entry.national:
                new = entry_state(entry)
                said[task.code] = min(said.get(task.code, new), new, key=_RANK.__getitem__)
    silent = _silent(state)
    cells = tuple(_cell(asked.get(task.code, CellRole.NOT), said.get(task.code), silent) for task in tasks)
    return MatrixRow(unit, state, cells, own)


def _silent(state: State) -> CellState:
    """What a task without a row means in a return of this state."""
    match state:
        case State.NOT_RECEIVED:
            return CellState.WAITED_FOR
        case State.REJECTED:
            return CellState.UNREAD
        case State.NIL_RETURN:
            return CellState.NIL
        case State.ACCEPTED | State.ACCEPTED_WITH_WARNINGS | State.NEEDS_CORRECTION:
            return CellState.OPEN


@cache
def _cell(role: CellRole, said: CellState | None, silent: CellState) -> MatrixCell:
    """One object for each of the few different cells."""
    if said is not None:
        return MatrixCell(role, said)
    return MatrixCell(role, CellState.BLANK if role is CellRole.NOT else silent)


def _role(asked: Assignment) -> CellRole:
    if asked.binding is Binding.CONDITIONAL:
        return CellRole.CONDITIONAL
    return CellRole.LEAD if asked.role is Role.LEAD else CellRole.SUPPORTING


def _groups(rows: Sequence[MatrixRow], known: Known) -> Iterable[GroupRow]:
    """Units of one body together where units have one, those of one level otherwise."""
    found: dict[str, tuple[Wording, list[MatrixRow]]] = {}
    for row in rows:
        parent = known.registry.find(row.unit.parent) if row.unit.parent else None
        name = Wording(parent.name, parent.name) if parent is not None else _LEVEL_WORDS[row.unit.level]
        found.setdefault(name.vi, (name, []))[1].append(row)
    for name, members in found.values():
        columns = list(zip(*(row.cells for row in members), strict=True))
        carried = tuple(sum(cell.state in CARRIED for cell in column) for column in columns)
        asked = tuple(sum(cell.role is not CellRole.NOT for cell in column) for column in columns)
        yield GroupRow(name, len(members), carried, asked)


def nobodys_tasks(matrix: Matrix) -> tuple[Task, ...]:
    """Tasks of the list that no unit of the matrix has taken on."""
    columns = zip(*(row.cells for row in matrix.rows), strict=True)
    taken = [any(cell.state in CARRIED or cell.state is CellState.ERROR for cell in column) for column in columns]
    return tuple(task for task, found in zip(matrix.tasks, taken, strict=bool(matrix.rows)) if not found)
