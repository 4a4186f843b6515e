"""Bent returns beside the clean one: what was read, what was said, and how many came through."""

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.answers import Answer, read_answers
from tdn_templates.core.interpret import interpret
from tdn_templates.core.validate import Validator
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_rulebook
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.finding import Finding
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.verdict import Verdict
from tdn_templates.reading.read import read_return

if TYPE_CHECKING:
    from tests.torture.make_torture import Accident

Value = tuple[str, str, str]
"""Task, column, text with blanks squeezed."""

OUTCOME = "torture"
SAME, EXPLAINED = "same", "explained"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"torture_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make_torture = _load("make_torture")


@dataclass(frozen=True)
class Read:
    """One return as it was read and judged. Values of tasks answered twice stand there twice."""

    workbook: RawWorkbook
    verdict: Verdict
    values: Counter[Value]
    own: Counter[tuple[str, frozenset[tuple[str, str]]]]

    @property
    def pointless(self) -> list[Finding]:
        """The findings that quote a value at a cell that holds none, or name a sheet that is not there."""
        return list(_pointless(self))

    @cached_property
    def said(self) -> Counter[tuple[str, str, str]]:
        return Counter((finding.code, finding.task, finding.value) for finding in self.verdict.findings)


@dataclass(frozen=True)
class Comparison:
    """`said` are the findings that the clean return has not, `silenced` the tasks of those it alone has; `unlike` are
    the answers that differ, as (task, column), with ("own", column) for own rows."""

    said: frozenset[tuple[str, str]]
    silenced: frozenset[str]
    unlike: frozenset[tuple[str, str]]


class Torture:
    """The clean return, the accidents, and the reader they are tried on."""

    def __init__(self) -> None:
        self._known = load_known(DEFAULT_PROGRAMME)
        self._validator = Validator(self._known, load_rulebook())
        self._layout = self._known.layouts["plan"]
        self._programme = self._known.programmes[DEFAULT_PROGRAMME]
        self.accidents: tuple[Accident, ...] = make_torture.ACCIDENTS
        self.pairs: tuple[tuple[Accident, Accident], ...] = tuple(make_torture.pairs())
        self.clean: bytes = make_torture.clean_return()

    @cached_property
    def clean_read(self) -> Read:
        return self.read(self.clean)

    def bent(self, accidents: Sequence["Accident"]) -> bytes:
        content: bytes = make_torture.bent(self.clean, accidents)
        return content

    def affected_by(self, accidents: Sequence["Accident"]) -> set[tuple[str, str]]:
        affected: set[tuple[str, str]] = make_torture.affected_by(accidents)
        return affected

    def read(self, content: bytes, name: str = "tra-loi.xlsx") -> Read:
        workbook = read_return(content)
        assert isinstance(workbook, RawWorkbook), workbook
        verdict = self._validator.verdict(interpret(workbook, SourceFile(name, "", workbook.format), self._known))
        answers = list(read_answers(verdict.submission, self._layout, self._programme))
        of_tasks = (value for answer in answers if answer.task for value in self._values(answer, answer.task.number))
        own = (
            (answer.row.group, frozenset((column, text) for _, column, text in self._values(answer, "")))
            for answer in answers
            if answer.task is None
        )
        return Read(workbook, verdict, Counter(of_tasks), Counter(own))

    def compare(self, read: Read) -> Comparison:
        clean = self.clean_read
        said, silenced = read.said - clean.said, clean.said - read.said
        values = (read.values - clean.values) + (clean.values - read.values)
        own = (read.own - clean.own) + (clean.own - read.own)
        return Comparison(
            frozenset((code, task) for code, task, _ in said),
            frozenset(task for _, task, _ in silenced),
            frozenset((task, column) for task, column, _ in values) | frozenset(("own", group) for group, _ in own),
        )

    def _values(self, answer: Answer, task: str) -> Iterator[Value]:
        yield task, self._layout.deciding, answer.choice
        for column, text in answer.values.items():
            if column != self._layout.deciding:
                yield task, column, " ".join(text.split())


@pytest.fixture(scope="session")
def torture() -> Torture:
    return Torture()


def _pointless(read: Read) -> Iterator[Finding]:
    sheets = {sheet.name: sheet for sheet in read.workbook.sheets}
    for finding in read.verdict.findings:
        place = finding.place
        if place.sheet and place.sheet not in sheets:
            yield finding
        elif place.cell and finding.value:
            at = _position(place.cell)
            sheet = sheets[place.sheet]
            if at not in sheet.cells and at not in sheet.errors and at not in sheet.formulas:
                yield finding


def _position(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "accident" in metafunc.fixturenames:
        accidents = make_torture.ACCIDENTS
        metafunc.parametrize("accident", accidents, ids=[accident.name for accident in accidents])
    if "pair" in metafunc.fixturenames:
        pairs = list(make_torture.pairs())
        metafunc.parametrize("pair", pairs, ids=[f"{one.name} + {other.name}" for one, other in pairs])
