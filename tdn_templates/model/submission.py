"""A returned form as we understand it (bản nộp): typed enough to be checked, faithful enough to be merged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tdn_templates.model.cell import RawValue, Unreadable
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.words import TaskCode


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is the file's own name, `sha256` of its bytes, `format` by content ("xlsx", "ods"), "" if unknown."""

    name: str
    sha256: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class SubmittedCell:
    """One cell of the table. `text` is clean text, ends stripped, "" for blank; `raw` is what the file held.

    `error` is the text of an error value ("#REF!"), "" otherwise; `formula` says that a formula made the value.
    `removed` and `recomposed` say what cleaning did (see core.clean_text).
    """

    place: Place
    text: str = ""
    raw: RawValue | None = None
    error: str = ""
    formula: bool = False
    removed: tuple[str, ...] = ()
    recomposed: bool = False

    @property
    def is_readable(self) -> bool:
        return not self.error

    @property
    def is_blank(self) -> bool:
        return not self.text and not self.error


@dataclass(frozen=True, slots=True)
class SubmittedRow:
    """One line of the table that says something.

    `task` is None for own rows. `number` is how findings call the row: the national number, or "+2.1" for the first
    own row of group 2. `matched_by` is "key", "number" or "" (an added row).
    """

    key: str
    block: Block
    group: str
    task: TaskCode | None
    number: str
    row: int
    cells: Mapping[str, SubmittedCell]
    matched_by: str

    def text(self, column: str) -> str:
        """The clean text of a cell, "" if blank, unreadable or missing."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class StampFound:
    where: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything read from one returned file. `unreadable` set means that there is nothing else.

    `stamp` is the first of `stamps` (hidden sheet, properties, visible line, file name). `sheet` is the table's sheet,
    "" if none was found. `column_letters` says where each column of the layout stands ("H"). `stray` are cells with
    content in no known column, `unknown_keys` the hidden keys that fit no row of the programme.
    """

    source: SourceFile
    unreadable: Unreadable | None = None
    stamps: tuple[StampFound, ...] = ()
    sheet: str = ""
    missing_columns: tuple[str, ...] = ()
    column_letters: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[SubmittedRow, ...] = ()
    stray: tuple[SubmittedCell, ...] = ()
    unknown_keys: tuple[SubmittedCell, ...] = ()
    has_macros: bool = False
    external_links: bool = False

    @property
    def stamp(self) -> Stamp | None:
        return self.stamps[0].stamp if self.stamps else None
