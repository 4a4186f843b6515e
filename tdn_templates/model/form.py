"""A form ready to be written: the lines of its table and what identifies it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang


@dataclass(frozen=True, slots=True)
class FormBand:
    """A heading line inside the table. `name` is the band of the layout ("group", "own", "conditional").

    `group` is the number of the group it heads, "" for the block of tasks to confirm.
    """

    name: str
    group: str
    title: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line to fill in. `key` identifies it for good: the task's code, or "own:2:1" for a free row of group 2.

    `values` holds the text of every prefilled cell by column key; asked cells without a default are absent.
    """

    key: str
    block: Block
    group: str
    task: Task | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """`lists` are the dropdown lists by column key, in the order shown.

    `known_names` are names of lead and supporting units that the registry knows for certain in this unit's plan; empty
    when it lists no departments of the unit, so that names cannot be judged. `lang` is the language of everything but
    issued texts and names. `formerly` are the names of units that ended whose tasks are among these.
    """

    layout: WorkbookLayout
    programme: Programme
    unit: Unit
    stamp: Stamp
    lines: tuple[FormBand | FormRow, ...]
    lists: Mapping[str, tuple[str, ...]]
    known_names: tuple[str, ...] = ()
    lang: Lang = Lang.VI
    formerly: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[FormRow, ...]:
        return tuple(line for line in self.lines if isinstance(line, FormRow))
