"""The layout of a form: one description for the writer, the reader, the rules and the docs (bố cục)."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from tdn_templates.model.words import Wording

QUOTED_RULE = re.compile(r"\{([A-Z]+[0-9]{2})\.(allowed|remedy|wrong|why)\}")
"""A part of a rule's text that a prompt quotes."""


class ColumnUse(StrEnum):
    KEY = "key"
    GIVEN = "given"
    ASKED = "asked"
    CHECK = "check"


class ColumnKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    UNIT = "unit"
    """Usually one unit; several are accepted with a warning."""
    UNITS = "units"
    TIME = "time"
    NUMBER = "number"
    """A dotted number such as 3.10, always kept as text."""
    NUMBERS = "numbers"
    DATE = "date"
    """A day as d/m/yyyy; a real date of the spreadsheet is read as one."""


class TasksOf(StrEnum):
    """Whose tasks stand in the form of a unit."""

    UNIT = "unit"
    PARENT = "parent"
    """A department is asked about the tasks of the ministry or province it belongs to."""


class Block(StrEnum):
    """Where a row stands in the form."""

    INHERITED = "inherited"
    CONDITIONAL = "conditional"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: `key` in code and JSON, `label` in the dropdown."""

    key: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `default_from` names the given column whose value a blank cell stands for. `required_in` lists row modes: a block
    ("inherited"), or a block with the key of the deciding choice ("inherited.carry_out"). `blocks` lists the blocks in
    which the cell is asked at all. `in_word` says that the Word annex has the column too. `part_of` names the column
    whose answer this one continues: several units can be picked in several cells.
    """

    key: str
    title: Wording
    kind: ColumnKind
    use: ColumnUse
    width_chars: float
    choices: tuple[Choice, ...] = ()
    default_from: str | None = None
    required_in: frozenset[str] = frozenset()
    blocks: frozenset[Block] = frozenset(Block)
    prompt: Wording | None = None
    aliases: tuple[str, ...] = ()
    in_word: bool = True
    part_of: str | None = None

    def choice_labelled(self, text: str) -> Choice | None:
        """The choice whose label or key this is, letter case aside; None if there is none."""
        folded = text.strip().casefold()
        for choice in self.choices:
            if folded in (choice.key.casefold(), choice.label.vi.casefold(), choice.label.en.casefold()):
                return choice
        return None


@dataclass(frozen=True, slots=True)
class WorkbookLayout:
    """A form: title, table sheet, columns from left to right, instruction lines.

    `deciding` is the choice column whose value makes the row's mode; `own_rows` is how many free rows each group gets.
    `nil` labels the tick of a unit that has nothing to report, None where the form has no such tick. `yearly` says that
    the form is made for one year. `word_template` is the Word template of the same form.
    """

    name: str
    version: str
    title: Wording
    sheet_title: Wording
    instructions_title: Wording
    instructions: tuple[Wording, ...]
    columns: tuple[Column, ...]
    deciding: str
    own_rows: int
    bands: dict[str, Wording]
    tasks_of: TasksOf = TasksOf.UNIT
    nil: Wording | None = None
    yearly: bool = False
    word_template: str = "phu-luc-don-vi.docx"
    given: tuple[Column, ...] = field(init=False, repr=False, compare=False)
    asked: tuple[Column, ...] = field(init=False, repr=False, compare=False)
    check: Column | None = field(init=False, repr=False, compare=False)
    """Where the workbook says, while somebody types, what is missing in a row. Nobody reads it back."""

    _by_key: dict[str, Column] = field(init=False, repr=False, compare=False)
    _parts: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _asked: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", self._used_as(ColumnUse.GIVEN))
        object.__setattr__(self, "asked", self._used_as(ColumnUse.ASKED))
        object.__setattr__(self, "_asked", frozenset(column.key for column in self.asked))
        object.__setattr__(self, "check", next(iter(self._used_as(ColumnUse.CHECK)), None))
        object.__setattr__(self, "_by_key", {column.key: column for column in reversed(self.columns)})
        parts: dict[str, tuple[str, ...]] = {}
        for column in self.columns:
            if column.part_of is not None:
                parts[column.part_of] = (*parts.get(column.part_of, (column.part_of,)), column.key)
        object.__setattr__(self, "_parts", parts)

    def column(self, key: str) -> Column:
        """Raises KeyError if the layout has no such column."""
        return self._by_key[key]

    def has(self, key: str) -> bool:
        return key in self._by_key

    def is_asked(self, key: str) -> bool:
        return key in self._asked

    def parts(self, key: str) -> tuple[str, ...]:
        """The columns whose answers make up the answer of this one, itself first."""
        return self._parts.get(key, (key,))

    def columns_in(self, file_format: str) -> tuple[Column, ...]:
        """The columns that a form has when it goes out in this format ("docx", "xlsx")."""
        return tuple(column for column in self.columns if column.in_word or file_format != "docx")

    def _used_as(self, use: ColumnUse) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.use is use)
