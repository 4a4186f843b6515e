"""A published annex as it was imported: groups and rows with their places, and what the reading was unsure of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """What a column of an annex holds. A ministry's plan has seven columns: the national lead and supporting bodies
    (LEAD, SUPPORTING) and its own units beside them (OWN_LEAD, OWN_SUPPORTING)."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    SUPPORTING = "supporting"
    TIME = "time"
    OWN_LEAD = "own_lead"
    OWN_SUPPORTING = "own_supporting"


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a row stood: `sheet` is a worksheet, a table of a document ("Bảng 2") or a page ("Trang 3"); rows count
    from 1 as a person counts them, in a text file they are its lines. A row that was cut has `last_row` > `first_row`.
    """

    sheet: str
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reading decided and a person should look at. `reason` is a key of `core/annex/doubt_wording.py`,
    `column` the column it is about (None: the row or the whole table), `facts` what its sentences need."""

    reason: str
    column: Field | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    place: SourcePlace | None = None


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """`means` is None for a column that a list of tasks does not have (Kết quả, Ghi chú, Kinh phí): kept as such."""

    means: Field | None
    title: str


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """`number` is the printed one ("I", "2", "A"), "" where none is printed."""

    number: str
    title: str
    place: SourcePlace | None = None


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One task as printed, cells cleaned and wrapped lines joined. `group` is the index of its group in `groups`, None
    in an annex without groups. A blank cell is "". `extras` are the cells of other columns by their heading."""

    number: str
    group: int | None
    text: str
    lead: str = ""
    supporting: str = ""
    time: str = ""
    own_lead: str = ""
    own_supporting: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)
    place: SourcePlace | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """What stands around the table. "" and None where nothing was found. `about` is the title of the issuing document
    ("Về Chương trình hành động ..."), `reference` its number ("47/NQ-CP"), `kind` what it is ("Nghị quyết")."""

    annex_title: str = ""
    about: str = ""
    kind: str = ""
    reference: str = ""
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """`source` is the file's own name, `table` the place of its table. `doubts` are those about the whole table; each
    row has its own."""

    head: AnnexHead
    columns: tuple[AnnexColumn, ...]
    groups: tuple[AnnexGroup, ...]
    rows: tuple[AnnexRow, ...]
    doubts: tuple[Doubt, ...] = ()
    source: str = ""
    table: str = ""

    @property
    def has_own_columns(self) -> bool:
        return any(column.means in (Field.OWN_LEAD, Field.OWN_SUPPORTING) for column in self.columns)


@dataclass(frozen=True, slots=True)
class RefusedTable:
    """A table that is no list of tasks, and why: `reason` is a key of `core/annex/refusal_wording.py`."""

    table: str
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotAnAnnex:
    """Why a file gives no list of tasks: `reason` says it of the file ("no_tables", "no_such_table", "no_task_table",
    "our_form", "our_report"), `tables` of each table that was looked at. `facts` are what the sentences need."""

    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[RefusedTable, ...] = ()
    source: str = ""
