"""The rows of the round page, task by task: every text ready to be shown, every row with the cells it came from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.round_matrix import entry_state, state_words
from tdn_templates.core.round_view_words import STATE_SIGNS, view_words
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, UnitPart
from tdn_templates.model.round_view import CellState
from tdn_templates.model.task import Task
from tdn_templates.model.words import Lang, UnitSlug

MOST_BYTES = 2_750_000
"""Room for the rows: a page of 97 units with 56 tasks each stays below 3 MB, which a mail still carries. Of more, those
that want a look are listed, as far as MOST_OF_SOME goes."""

MOST_OF_SOME = 120_000
"""Room for those that want a look, where not all rows fit: every task gets the same share of it, and what one leaves
is for those after it."""

_BYTES_AROUND = 175
"""Of one row without its texts."""

_WANT_A_LOOK = frozenset({CellState.ERROR, CellState.OPEN, CellState.LATE})


@dataclass(frozen=True, slots=True)
class RowLine:
    """`unit` is the index of the unit; `cells` follow the columns, None for a wording as issued."""

    unit: int
    name: str
    number: str
    state: str
    state_words: str
    cells: tuple[str | None, ...]
    source: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """One task, or the tasks that units added to one group (`number` is "" then). `tally` counts all its rows by state,
    those that are not listed too."""

    anchor: str
    number: str
    title: str
    group: str
    lead: str
    time: str
    tally: tuple[tuple[str, str, int], ...]
    lines: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """`columns` are the headings of what the rows say; `of_plans` that they are those of a plan."""

    columns: tuple[str, ...]
    of_plans: bool
    sections: tuple[TaskSection, ...]
    listed: int
    all: int


def row_sections(consolidation: Consolidation, units: Mapping[UnitSlug, int], lang: Lang) -> Sections:
    """`units` are the places of the units by slug. A row that carries out several tasks stands with each of them."""
    found: dict[tuple[str, str], list[tuple[UnitPart, Entry]]] = defaultdict(list)
    for part in consolidation.parts:
        for entry in (*part.plan, *part.others):
            for key in _keys(entry):
                found[key].append((part, entry))
    total = sum(map(len, found.values()))
    teller = _Teller(consolidation, units, lang, everything=_fits(found.values()))
    sections = tuple(teller.sections(found))
    of_plans = consolidation.fields == ENTRY_FIELDS
    return Sections(teller.columns(), of_plans, sections, sum(len(section.lines) for section in sections), total)


def _keys(entry: Entry) -> Iterable[tuple[str, str]]:
    """Where a row stands: with its tasks, or with what was added to its group."""
    return [("task", task.code) for task in entry.national] or [("group", entry.group)]


def _fits(found: Iterable[Sequence[tuple[UnitPart, Entry]]]) -> bool:
    """Whether there is room for all rows; looked at only until there is none."""
    weight = 0
    for rows in found:
        for part, entry in rows:
            weight += _weight(part, entry)
            if weight > MOST_BYTES:
                return False
    return True


def _weight(part: UnitPart, entry: Entry) -> int:
    """About how many bytes of the page a row takes."""
    texts = sum(len(field.text.encode()) for field in entry.fields.values())
    return _BYTES_AROUND + len(part.unit.name.encode()) + texts


class _Teller:
    """Makes the lines of one page; knows how many it may still list."""

    def __init__(
        self, consolidation: Consolidation, units: Mapping[UnitSlug, int], lang: Lang, *, everything: bool
    ) -> None:
        self._consolidation = consolidation
        self._units = units
        self._lang = lang
        self._everything = everything
        self._room = self._share = 0.0
        self._words = state_words(consolidation.layout)
        deciding = consolidation.layout.deciding
        self._fields = tuple(field for field in consolidation.fields if field != deciding)

    def columns(self) -> tuple[str, ...]:
        words, layout = view_words(self._lang), self._consolidation.layout
        if self._consolidation.fields == ENTRY_FIELDS:
            return tuple(words[field] for field in self._fields)
        return tuple(layout.column(field).title.in_lang(self._lang) for field in self._fields)

    def sections(self, found: Mapping[tuple[str, str], Sequence[tuple[UnitPart, Entry]]]) -> Iterator[TaskSection]:
        programme, words = self._consolidation.programme, view_words(self._lang)
        titles = {group.number: group.title for group in programme.groups}
        self._share = MOST_OF_SOME / max(1, len(programme.tasks) + sum(key[0] == "group" for key in found))
        for index, task in enumerate(programme.tasks):
            rows = found.get(("task", task.code), ())
            yield self._section(f"t{index}", task.number, task.text, task.group, rows, task=task)
        for place, (key, rows) in enumerate(found.items()):
            if key[0] == "group":
                title = f"{words['new_tasks']}: {titles.get(key[1], key[1])}".rstrip(": ")
                yield self._section(f"g{place}", "", title, key[1], rows)

    def _section(
        self,
        anchor: str,
        number: str,
        title: str,
        group: str,
        rows: Sequence[tuple[UnitPart, Entry]],
        *,
        task: Task | None = None,
    ) -> TaskSection:
        self._room += self._share
        states = Counter(entry_state(entry) for _, entry in rows)
        tally = tuple(
            (state.value, self._words[state].in_lang(self._lang), states[state]) for state in CellState if states[state]
        )
        lines = tuple(self._lines(rows, task))
        lead, time = (task.lead.wording, task.time.wording) if task is not None else ("", "")
        return TaskSection(anchor, number, title, group, lead, time, tally, lines)

    def _lines(self, rows: Sequence[tuple[UnitPart, Entry]], task: Task | None) -> Iterator[RowLine]:
        for part, entry in rows:
            state = entry_state(entry)
            wanted = state in _WANT_A_LOOK or entry.task is None
            if self._everything or (wanted and self._room > 0):
                self._room -= _weight(part, entry)
                yield RowLine(
                    unit=self._units[part.unit.slug],
                    name=part.unit.name,
                    number=entry.number,
                    state=state.value,
                    state_words=f"{STATE_SIGNS[state]} {self._words[state].in_lang(self._lang)}",
                    cells=tuple(self._cell(entry, field, task) for field in self._fields),
                    source=_source(part, entry),
                )

    def _cell(self, entry: Entry, field: str, task: Task | None) -> str | None:
        text = entry.fields[field].text
        return None if field == "text" and task is not None and text == task.text else text


def _source(part: UnitPart, entry: Entry) -> str:
    """The cells of the row in the unit's own file; the file too where it is another one."""
    files: dict[str, dict[str, None]] = {}
    for field in entry.fields.values():
        for origin in field.origins:
            if origin.sha256 and origin.place.cell:
                file = "" if origin.sha256 == part.source.sha256 else f"{origin.file}: "
                files.setdefault(file, {})[origin.place.cell] = None
    return "; ".join(f"{file}{', '.join(_runs(list(cells)))}" for file, cells in files.items())


def _runs(cells: Sequence[str]) -> Iterator[str]:
    """Cells side by side in one row as one: "J9:L9"."""
    first = last = cells[0]
    for cell in cells[1:]:
        if not _are_neighbours(last, cell):
            yield first if first == last else f"{first}:{last}"
            first = cell
        last = cell
    yield first if first == last else f"{first}:{last}"


def _are_neighbours(left: str, right: str) -> bool:
    """Only for columns of one letter, which all forms have; other cells are named one by one."""
    return left[1:] == right[1:] and left[1:].isdigit() and ord(left[0]) + 1 == ord(right[0])
