"""A filling in the making: what is chosen so far, and what the names in `values.tsv` stand for in one of its cells."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tdn_templates.core.fold import unmarked
from tdn_templates.model.layout import Choice, Column, ColumnKind
from tdn_templates.model.task import Task
from tests.office.calc import Typed
from tests.office.form_to_fill import FormToFill, Line, Place

_LONG = " ".join(["Tổ chức thông tin, tuyên truyền về thành tựu phát triển kinh tế - xã hội"] * 4)


@dataclass(slots=True)
class Draft:
    """A filling in the making. `choices` are the deciding answers by row, `carried` the tasks that are carried out."""

    chance: random.Random
    cells: dict[Place, Typed]
    choices: dict[int, Choice] = field(default_factory=dict)
    carried: list[str] = field(default_factory=list)
    numbered: dict[str, int] = field(default_factory=dict)

    def put(self, place: Place, typed: Typed | None) -> None:
        """None and a blank text clear the cell."""
        if typed is None or typed.value == "":
            self.cells.pop(place, None)
        else:
            self.cells[place] = typed

    def next_number(self, group: str) -> str:
        self.numbered[group] = self.numbered.get(group, 0) + 1
        return f"{group}.{self.numbered[group]}"


class RowWords:
    """Knows what there is to choose from in one form."""

    def __init__(self, form: FormToFill) -> None:
        self._form = form

    def of(self, draft: Draft, line: Line, column: Column) -> dict[str, str]:
        """What the names in braces stand for in this cell; what the row has no word for is absent or ""."""
        chance, form = draft.chance, self._form
        words = {"group": line.group, "self": line.task.number if line.task else "", "long": _LONG}
        if column.kind is ColumnKind.CHOICE:
            choice = draft.choices.get(line.row) if column.key == form.layout.deciding else None
            choice = choice or chance.choice(column.choices)
            words.update(_choice_words(choice.label.vi, choice.label.en, choice.key))
        if column.kind in (ColumnKind.UNIT, ColumnKind.UNITS):
            names = form.lists.get(column.key) or tuple(unit.name for unit in form.departments)
            short = [name for unit in form.departments for name in unit.short_names]
            if names:
                first, second = chance.choice(names), chance.choice(names)
                words.update(_unit_words(first, "" if second == first else second, short and [chance.choice(short)]))
        if column.kind is ColumnKind.NUMBER:
            words["own_number"] = draft.next_number(line.group)
        words["task"], words["task2"] = (task.number for task in chance.sample(form.programme.tasks, k=2))
        words["carried"] = chance.choice(draft.carried) if draft.carried else ""
        words["issued"] = form.issued.get((line.row, column.key), "")
        if column.kind is ColumnKind.TIME:
            task = line.task or self._carried_out_by(draft, line)
            words["issued"] = words["issued"] or (task.time.wording if task else "")
            years = self._years(task)
            words["year"] = str(chance.choice(years)) if years else ""
        words["issued_lower"] = words["issued"].lower()
        return words

    def _carried_out_by(self, draft: Draft, line: Line) -> Task | None:
        """The national task that a free row names."""
        for column in self._form.layout.asked:
            typed = draft.cells.get((line.row, column.key))
            if column.kind is ColumnKind.NUMBERS and typed is not None:
                return self._form.programme.numbered(str(typed.value))
        return None

    def _years(self, task: Task | None) -> range:
        """The years that lie inside what the task was issued with, or inside the programme's period."""
        first, last = self._form.programme.first, self._form.programme.last
        if task is not None:
            first, last = max(first, task.time.first or first), min(last, task.time.last or last)
        return range(first.year + (first > date(first.year, 1, 1)), last.year + (last == date(last.year, 12, 31)))


def _choice_words(label: str, label_en: str, key: str) -> Iterator[tuple[str, str]]:
    yield "choice", label
    yield "choice_en", label_en
    yield "choice_key", key
    yield "choice_upper", label.upper()
    yield "choice_lower", label.lower()
    yield "choice_first_word", label.split(maxsplit=1)[0]


def _unit_words(unit: str, unit2: str, abbreviations: Sequence[str]) -> Iterator[tuple[str, str]]:
    head, _, last = unit.rpartition(" ")
    slip = f"{head} {unmarked(last)}".strip()
    yield "unit", unit
    yield "unit2", unit2
    yield "unit_lower", unit.lower()
    yield "unit_upper", unit.upper()
    if slip != unit:
        yield "unit_slip", slip
    if abbreviations:
        yield "abbreviation", abbreviations[0]
