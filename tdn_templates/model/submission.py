"""A returned form as we understand it (bản nộp): typed enough to be checked, faithful enough to be merged."""

from collections.abc import Mapping, Sequence
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


@dataclass(slots=True, unsafe_hash=True)  # not frozen: some 600 are made for every return, at a third of the cost
class SubmittedCell:
    """One cell of the table. `text` is clean text, ends stripped, "" for blank; `raw` is what the file held.

    `error` is the text of an error value ("#REF!"), "" otherwise; `formula` says that a formula made the value.
    `removed` and `recomposed` say what cleaning did (see core.clean_text). `merged` is the merged range the cell
    belongs to ("H12:H14"), "" for none; `covered` says that it lies under it: place and content are its anchor's.
    """

    place: Place
    text: str = ""
    raw: RawValue | None = None
    error: str = ""
    formula: bool = False
    removed: tuple[str, ...] = ()
    recomposed: bool = False
    merged: str = ""
    covered: bool = False

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
    own row of group 2. `matched_by` is "key", "text", "number", "near" or "" (an added row). `doubtful` says that
    somebody has to confirm the match; `rivals` are the numbers of other tasks it might be. `key_says` is what the
    hidden key calls the row when the visible text overruled it ("2.5", "+2.1", "band:own:2"), "" otherwise.
    """

    key: str
    block: Block
    group: str
    task: TaskCode | None
    number: str
    row: int
    cells: Mapping[str, SubmittedCell]
    matched_by: str
    doubtful: bool = False
    rivals: tuple[str, ...] = ()
    key_says: str = ""

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

    `stamp` is the first of `stamps` (hidden sheet, properties, visible line, file name; or "assumed" alone, what the
    caller said). `recognised` is the form whose table was found in a file without any stamp, "" otherwise. `sheet` is
    the table's sheet, "" if none was found. `column_letters` says where each column of the layout stands ("H").

    `stray` are cells with content in no known column or row, `unknown_keys` the hidden keys that fit no row of the
    programme. `hidden_rows` are the rows of the table's sheet that a viewer does not show. `copies` are the headings
    of further tables of the form on other sheets, `twin_columns` those of further columns with the heading of a column
    that was read, by its key.

    `nil` is the cell where the unit ticked that it has nothing to report, None if it is blank or the form has none.
    `tracked` are places with a change that nobody has accepted or refused yet, `other_tables` the names of further
    tables of the form in the file; both are only looked for in Word files.
    """

    source: SourceFile
    unreadable: Unreadable | None = None
    stamps: tuple[StampFound, ...] = ()
    recognised: str = ""
    sheet: str = ""
    missing_columns: tuple[str, ...] = ()
    column_letters: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[SubmittedRow] = ()
    stray: tuple[SubmittedCell, ...] = ()
    unknown_keys: tuple[SubmittedCell, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    copies: tuple[Place, ...] = ()
    twin_columns: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    nil: SubmittedCell | None = None
    tracked: tuple[Place, ...] = ()
    other_tables: tuple[str, ...] = ()
    has_macros: bool = False
    external_links: bool = False

    @property
    def stamp(self) -> Stamp | None:
        return self.stamps[0].stamp if self.stamps else None
